using Autoscaler.Cli.Shown;
using Autoscaler.Contracts.Tenants;

namespace Autoscaler.Cli.Resources;

/// <summary>Tenants, one a row.</summary>
internal static class TenantTable
{
    public static TextTable Of(IReadOnlyList<TenantView> tenants)
    {
        var table = new TextTable(["TENANT"], ["ENDPOINTS", "UNKNOWN", "QUOTA", "READY", "COMING", "INSTANCES", "COST/H", "CREATED"]);
        foreach (var tenant in tenants)
        {
            table.AddRow(
                tenant.Id.Value,
                Cell.Of(tenant.Summary.Endpoints),
                // How many of them did not say in time how they are: what those have is in no sum.
                Cell.Of(tenant.Summary.Unknown),
                Cell.Of(tenant.Spec.MaxEndpoints),
                Cell.Of(tenant.Summary.Copies.Ready),
                Cell.Of(tenant.Summary.Copies.Coming),
                Cell.Of(tenant.Summary.Instances.Total),
                Cell.Of(tenant.Summary.Price),
                ShownTime.Of(tenant.CreatedAt));
        }

        return table;
    }
}
