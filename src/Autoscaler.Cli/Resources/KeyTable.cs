using Autoscaler.Cli.Shown;
using Autoscaler.Contracts.Access;

namespace Autoscaler.Cli.Resources;

/// <summary>Keys, one a row; never their secrets.</summary>
internal static class KeyTable
{
    public static TextTable Of(IReadOnlyList<ApiKeyView> keys)
    {
        var table = new TextTable(["ID", "NAME", "ROLE", "OF", "CREATED", "EXPIRES", "REVOKED", "BY"], []);
        foreach (var key in keys)
        {
            table.AddRow(
                key.Id,
                key.Name,
                Cell.Of(key.Role),
                key.Tenant?.Value ?? "the platform",
                ShownTime.Of(key.CreatedAt),
                key.ExpiresAt is { } end ? ShownTime.Of(end) : "never",
                ShownTime.Of(key.RevokedAt),
                key.CreatedBy);
        }

        return table;
    }
}
