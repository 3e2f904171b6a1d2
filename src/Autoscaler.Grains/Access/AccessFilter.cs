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
/// Refuses calls that come from outside of grains on behalf of somebody who may not make them. Calls between grains pass: they do what a call that was let in asks for. So
/// do calls without a caller, which are the platform's own.
/// </summary>
internal sealed class AccessFilter : IIncomingGrainCallFilter
{
    // What the runtime names its own: clients, observers, and what silos tell each other.
    private const string RuntimePrefix = "sys.";

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

    public Task Invoke(IIncomingGrainCallContext context)
    {
        // The cheap questions first: nearly all calls are between grains, and carry no caller.
        if (CallerContext.Current is { } caller && (context.SourceId is not { } source || IsOfRuntime(source)) && !IsOfRuntime(context.TargetId))
        {
            Check(caller, context);
        }

        return context.Invoke();
    }

    private void Check(Caller caller, IIncomingGrainCallContext context)
    {
        var method = context.InterfaceMethod;
        var required = _required.GetOrAdd(method, static method => method.GetCustomAttribute<RequiresRoleAttribute>());
        if (required is null || method.DeclaringType is not { } type || !TenantOf.TryGetValue(type, out var tenantOf))
        {
            throw Denied(AccessDenial.NotOffered, "is not offered to keys");
        }

        var tenant = GrainKeys.Read(context.TargetId.Key.ToString()!, tenantOf);
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
            new(denial, $"{context.InterfaceName}.{context.MethodName} of '{context.TargetId.Key}' {why}; it was called for key {caller.KeyId}.");
    }

    private static bool IsOfRuntime(GrainId id) => id.Type.ToString()!.StartsWith(RuntimePrefix, StringComparison.Ordinal);
}
