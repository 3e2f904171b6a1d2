using Autoscaler.Cli.Shown;
using Autoscaler.Contracts.History;

namespace Autoscaler.Cli.Resources;

/// <summary>What people changed, one a row.</summary>
internal static class ChangeTable
{
    // A spec that is put has a hundred fields; the rest is in the JSON.
    private const int MaxFields = 3;

    public static TextTable Of(IReadOnlyList<ChangeRecord> changes)
    {
        var table = new TextTable(["TIME", "WHO", "ACTION", "OF", "WHAT"], []);
        foreach (var change in changes)
        {
            table.AddRow(
                ShownTime.Of(change.At),
                change.KeyId is { } key ? $"{change.Actor} ({key})" : change.Actor,
                change.Action,
                Subject(change),
                Fields(change.Fields));
        }

        return table;
    }

    private static string Subject(ChangeRecord change)
    {
        var owner = change.Endpoint?.ToString() ?? change.Tenant?.Value;
        return string.Join(' ', new[] { owner, change.Subject }.OfType<string>()) is { Length: > 0 } subject ? subject : Cell.Nothing;
    }

    private static string Fields(ImmutableArray<ChangedField> fields)
    {
        if (fields.Length > MaxFields && fields.All(static field => field.From is null))
        {
            return "created";
        }

        if (fields.Length > MaxFields && fields.All(static field => field.To is null))
        {
            return "removed";
        }

        var shown = fields.Take(MaxFields).Select(static field => $"{field.Field}: {field.From ?? Cell.Nothing} → {field.To ?? Cell.Nothing}");
        return fields.Length > MaxFields ? $"{string.Join("; ", shown)}; and {fields.Length - MaxFields} more" : string.Join("; ", shown);
    }
}
