using Autoscaler.Contracts.Access;
using Autoscaler.Contracts.Endpoints;
using Autoscaler.Contracts.Fleets;
using Autoscaler.Contracts.Specs;
using Autoscaler.Contracts.Tenants;

namespace Autoscaler.Grains.Tests.Kit;

/// <summary>Calls of a fleet's tenants, keys and directory, by a driver outside of grains.</summary>
internal static class FleetCalls
{
    public static IKeyRingGrain Ring(this TestFleet fleet, string? tenant = null) =>
        fleet.Fleet.Host.Grains.GetGrain<IKeyRingGrain>(new KeyRingId(tenant is null ? null : new TenantId(tenant)).ToString());

    public static ITenantGrain Tenant(this TestFleet fleet, string tenant) => fleet.Fleet.Host.Grains.GetGrain<ITenantGrain>(tenant);

    public static IFleetDirectoryGrain Directory(this TestFleet fleet) => fleet.Fleet.Host.Grains.GetGrain<IFleetDirectoryGrain>(IFleetDirectoryGrain.Key);

    public static T Run<T>(this TestFleet fleet, Func<Task<T>> call) => fleet.Fleet.Host.Run(call);

    /// <summary>Calls on somebody's behalf.</summary>
    public static T RunAs<T>(this TestFleet fleet, Caller caller, Func<Task<T>> call) => fleet.Fleet.Host.Run(() =>
    {
        CallerContext.Set(caller);
        return call();
    });

    public static ChangeResult PutTenant(this TestFleet fleet, string tenant, int maxEndpoints = 1_000, WriteCondition condition = default) =>
        fleet.Run(() => fleet.Tenant(tenant).PutAsync(new TenantSpec { MaxEndpoints = maxEndpoints }, condition, default));

    public static ChangeResult DeleteTenant(this TestFleet fleet, string tenant, WriteCondition condition = default) =>
        fleet.Run(() => fleet.Tenant(tenant).DeleteAsync(condition, default));

    public static TenantView ViewTenant(this TestFleet fleet, string tenant) => fleet.Run(() => fleet.Tenant(tenant).GetViewAsync(default));

    public static ImmutableArray<EndpointSummary> ListEndpoints(this TestFleet fleet, string tenant) =>
        fleet.Run(() => fleet.Tenant(tenant).ListEndpointsAsync(new EndpointQuery(null, EndpointQuery.MaxLimit, null, null), default)).Endpoints;

    public static IEnumerable<string> TenantNames(this TestFleet fleet) =>
        fleet.Run(() => fleet.Directory().ListTenantsAsync(null, EndpointQuery.MaxLimit, default)).Tenants.Select(static view => view.Id.Value);

    public static CreateKeyResult CreateKey(this TestFleet fleet, string? tenant = null, string name = "ci", Role role = Role.Admin, TimeSpan? lifetime = null) =>
        fleet.Run(() => fleet.Ring(tenant).CreateAsync(new KeyRequest(name, role, lifetime), default));

    /// <summary>Who shows this token; null for nobody.</summary>
    public static Caller? Authenticate(this TestFleet fleet, string? token)
    {
        var read = Contracts.Clients.ApiToken.TryParse(token)!;
        return fleet.Run(() => fleet.Fleet.Host.Grains.GetGrain<IKeyRingGrain>(read.Ring.ToString()).AuthenticateAsync(read.KeyId, read.Secret, default));
    }

    public static EndpointSpec Spec(string tenant, string name) => Specs.Endpoint(new EndpointId(new TenantId(tenant), name)) with
    {
        Cache = new CachePolicy { Mechanism = StartupMechanism.Registry },
    };

    public static IEnumerable<string> Actions(this TestFleet fleet) => fleet.Changes.All.Select(static change => change.Action);
}
