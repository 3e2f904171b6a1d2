using Autoscaler.Cli.Conventions;
using Autoscaler.Cli.Shown;
using Autoscaler.Contracts.Tenants;
using Spectre.Console;

namespace Autoscaler.Cli.Resources;

/// <summary>Tenants, one a row.</summary>
internal static class TenantTable
{
    public static void Write(IAnsiConsole console, IReadOnlyList<TenantView> tenants)
    {
        var table = Tables.Create(["TENANT"], "ENDPOINTS", "QUOTA", "READY", "COMING", "INSTANCES", "COST/H", "CREATED");
        foreach (var tenant in tenants)
        {
            table.AddRow(
                Markup.Escape(tenant.Id.Value),
                Cell.Of(tenant.Summary.Endpoints),
                Cell.Of(tenant.Spec.MaxEndpoints),
                Cell.Of(tenant.Summary.Copies.Ready),
                Cell.Of(tenant.Summary.Copies.Coming),
                Cell.Of(tenant.Summary.Instances.Total),
                Cell.Of(tenant.Summary.Price),
                TimeText.Of(tenant.CreatedAt));
        }

        console.Write(table);
    }
}
