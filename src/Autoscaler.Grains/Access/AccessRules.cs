using System.Collections.Concurrent;
using System.Reflection;
using Autoscaler.Contracts.Access;
using Autoscaler.Contracts.Caching;
using Autoscaler.Contracts.Capacity;
using Autoscaler.Contracts.Endpoints;
using Autoscaler.Contracts.Fleets;
using Autoscaler.Contracts.History;
using Autoscaler.Contracts.Tenants;

namespace Autoscaler.Grains.Access;

/// <summary>
/// Who may call what. What comes from outside of grains must be offered, concern nothing but what the caller may see, and need no higher role. Calls between grains pass:
/// they do what a call that was let in asks for.
/// </summary>
internal sealed class AccessRules
{
    // What the runtime names its own: clients, observers, and what silos tell each other.
    private const string RuntimePrefix = "sys.";

    // Whose things a grain's key names; null for the platform's.
    private static readonly ImmutableDictionary<Type, Func<string, TenantId?>> TenantOf = new Dictionary<Type, Func<string, TenantId?>>
    {
        [typeof(IEndpointGrain)] = static key => EndpointId.Parse(key).Tenant,
        [typeof(IImageCacheGrain)] = static key => EndpointId.Parse(key).Tenant,
        [typeof(ITenantGrain)] = static key => new TenantId(key),
        [typeof(IKeyRingGrain)] = static key => KeyRingId.Parse(key).Tenant,
        [typeof(IHistoryGrain)] = static key => HistoryScope.Parse(key).Tenant,
        [typeof(IFleetDirectoryGrain)] = static _ => null,
        [typeof(ICapacityMemoryGrain)] = static _ => null,
    }.ToImmutableDictionary();

    private readonly ConcurrentDictionary<MethodInfo, RequiresRoleAttribute?> _required = new();

    /// <summary>Throws where a call must not be made.</summary>
    /// <param name="caller">On whose behalf it is made.</param>
    /// <param name="source">Whence it comes; null for outside.</param>
    /// <param name="target">The grain.</param>
    /// <param name="method">The method of the grain's interface.</param>
    /// <exception cref="AccessDeniedException">It must not.</exception>
    public void ThrowIfDenied(Caller caller, GrainId? source, GrainId target, MethodInfo method)
    {
        if ((source is { } from && !IsOfRuntime(from)) || IsOfRuntime(target))
        {
            return;
        }

        var required = _required.GetOrAdd(method, static method => method.GetCustomAttribute<RequiresRoleAttribute>());
        if (required is null || method.DeclaringType is not { } type || !TenantOf.TryGetValue(type, out var tenantOf))
        {
            throw Denied(AccessDenial.NotOffered, "is not offered to keys");
        }

        var tenant = GrainKeys.Read(target.Key.ToString()!, tenantOf);
        if (caller.Tenant is not null && (tenant is not { } concerned || !caller.MaySee(concerned)))
        {
            throw Denied(AccessDenial.NotVisible, "concerns nothing that there is for this key");
        }

        if (caller.Role < required.Role)
        {
            throw Denied(AccessDenial.RoleTooLow, $"needs the role {KeyRules.Text(required.Role)}");
        }

        if (required.OfPlatform && caller.Tenant is not null)
        {
            throw Denied(AccessDenial.RoleTooLow, "needs a key of the platform");
        }

        AccessDeniedException Denied(AccessDenial denial, string why) =>
            new(denial, $"{method.DeclaringType!.Name}.{method.Name} of '{target.Key}' {why}; it was called for key {caller.KeyId}.");
    }

    private static bool IsOfRuntime(GrainId id) => id.Type.ToString()!.StartsWith(RuntimePrefix, StringComparison.Ordinal);
}
