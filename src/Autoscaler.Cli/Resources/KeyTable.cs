using Autoscaler.Cli.Conventions;
using Autoscaler.Cli.Shown;
using Autoscaler.Contracts.Access;
using Spectre.Console;

namespace Autoscaler.Cli.Resources;

/// <summary>Keys, one a row; never their secrets.</summary>
internal static class KeyTable
{
    public static void Write(IAnsiConsole console, IReadOnlyList<ApiKeyView> keys)
    {
        var table = Tables.Create(["ID", "NAME", "ROLE", "OF", "CREATED", "EXPIRES", "REVOKED", "BY"]);
        foreach (var key in keys)
        {
            table.AddRow(
                Markup.Escape(key.Id),
                Markup.Escape(key.Name),
                Cell.Of(key.Role),
                Markup.Escape(key.Tenant?.Value ?? "the platform"),
                TimeText.Of(key.CreatedAt),
                key.ExpiresAt is { } end ? TimeText.Of(end) : "never",
                TimeText.Of(key.RevokedAt),
                Markup.Escape(key.CreatedBy));
        }

        console.Write(table);
    }
}
