using Autoscaler.Contracts.Access;
using Autoscaler.Contracts.Endpoints;
using Autoscaler.Contracts.Fleets;

namespace Autoscaler.Contracts.Tenants;

/// <summary>One tenant and the index of its endpoints; its key is the tenant's name.</summary>
[Alias("autoscaler.ITenantGrain")]
public interface ITenantGrain : IGrainWithStringKey
{
    /// <summary>
    /// Makes the tenant, or changes what it may have. A quota below what is there lets nothing go; it only lets nothing come. For the platform's keys alone: nobody sets
    /// their own quota.
    /// </summary>
    [RequiresRole(Role.Admin, OfPlatform = true), Alias("Put")]
    Task<ChangeResult> PutAsync(TenantSpec spec, WriteCondition condition, CancellationToken cancellationToken);

    /// <summary>Removes the tenant and its keys; refused while it has endpoints. For the platform's keys alone. Where there is no tenant, it ends a deletion that did not end.</summary>
    [RequiresRole(Role.Admin, OfPlatform = true), Alias("Delete")]
    Task<ChangeResult> DeleteAsync(WriteCondition condition, CancellationToken cancellationToken);

    /// <summary>The tenant as it is now.</summary>
    [RequiresRole(Role.Viewer), AlwaysInterleave, Alias("GetView")]
    Task<TenantView> GetViewAsync(CancellationToken cancellationToken);

    /// <summary>Its endpoints.</summary>
    [RequiresRole(Role.Viewer), AlwaysInterleave, Alias("ListEndpoints")]
    Task<EndpointPage> ListEndpointsAsync(EndpointQuery query, CancellationToken cancellationToken);

    /// <summary>
    /// Lets an endpoint come to be, or go on: what is there already goes on whatever the quota. Makes the tenant where there is none, but not for a key of that tenant: it is
    /// left over from a tenant that was deleted. Idempotent.
    /// </summary>
    /// <returns>What is wrong; empty if it may.</returns>
    [Alias("Admit")]
    Task<ImmutableArray<SpecError>> AdmitAsync(EndpointId endpoint, CancellationToken cancellationToken);

    /// <summary>Forgets an endpoint that is gone. Idempotent.</summary>
    [Alias("Release")]
    Task ReleaseAsync(EndpointId endpoint, CancellationToken cancellationToken);

    /// <summary>Records how an endpoint is, for lists. Kept in memory: an endpoint tells it when it changed, and now and then where it did not.</summary>
    [AlwaysInterleave, Alias("Report")]
    Task ReportAsync(EndpointSummary endpoint, CancellationToken cancellationToken);
}
