using System.Globalization;
using Autoscaler.Contracts.Endpoints;
using Autoscaler.Contracts.Fleets;
using Autoscaler.Contracts.Tenants;
using Autoscaler.Decisions.Specs;

namespace Autoscaler.Grains.Tenants;

/// <summary>What a tenant must be.</summary>
internal static class TenantRules
{
    private const int MostEndpoints = 10_000;
    private const int ShownEndpoints = 5;

    public static SpecError TooManyTenants { get; } = new("tenant", $"at most {IFleetDirectoryGrain.MaxTenants} tenants", "one more");

    /// <summary>Everything that is wrong; empty if nothing is.</summary>
    public static ImmutableArray<SpecError> Validate(TenantId id, TenantSpec spec)
    {
        var errors = ImmutableArray.CreateBuilder<SpecError>();
        if (!NameSyntax.IsName(id.Value))
        {
            errors.Add(InvalidName(id));
        }

        if (spec.MaxEndpoints is < 0 or > MostEndpoints)
        {
            errors.Add(new SpecError("maxEndpoints", $"a number of endpoints, 0 to {MostEndpoints}", spec.MaxEndpoints.ToString(CultureInfo.InvariantCulture)));
        }

        return errors.ToImmutable();
    }

    public static SpecError InvalidName(TenantId id) => new("tenant", NameSyntax.NameRule, $"'{id}'");

    public static SpecError Absent(TenantId id) => new("tenant", "a tenant that there is", $"'{id}'");

    public static SpecError TooManyEndpoints(TenantId id, TenantSpec spec) =>
        new("id", $"at most {spec.MaxEndpoints} endpoints of tenant '{id}', its quota (maxEndpoints)", "one more");

    public static SpecError HasEndpoints(TenantId id, ImmutableArray<string> endpoints) => new(
        "tenant",
        $"a tenant without endpoints; delete those of '{id}' first, and wait until their deletion, or the making of others, has ended",
        $"{endpoints.Length}: {string.Join(", ", endpoints.Take(ShownEndpoints))}{(endpoints.Length > ShownEndpoints ? ", …" : string.Empty)}");
}
