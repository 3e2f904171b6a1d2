using System.Globalization;
using Autoscaler.Api.Access;
using Autoscaler.Api.Problems;
using Autoscaler.Contracts.Access;
using Autoscaler.Contracts.Caching;
using Autoscaler.Contracts.Endpoints;
using Autoscaler.Contracts.Fleets;
using Autoscaler.Contracts.History;
using Autoscaler.Contracts.Tenants;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;

namespace Autoscaler.Api.Calls;

/// <summary>A request that was let in: who makes it, what its address names, and the grains behind that. The route's guard has looked at all of it before.</summary>
internal sealed class ApiCall(HttpContext context)
{
    /// <summary>The request.</summary>
    public HttpContext Http => context;

    /// <summary>Who makes it.</summary>
    public ApiCaller ApiCaller => context.Features.GetRequiredFeature<ApiCaller>();

    /// <summary>The key's holder.</summary>
    public Caller Caller => ApiCaller.Caller;

    /// <summary>Ends when nobody waits for the answer any more.</summary>
    public CancellationToken Aborted => context.RequestAborted;

    /// <summary>The grains.</summary>
    public IGrainFactory Grains => context.RequestServices.GetRequiredService<IGrainFactory>();

    /// <summary>The tenant that the address names.</summary>
    public TenantId Tenant => new(Text(RouteName.Tenant));

    /// <summary>The endpoint that the address names.</summary>
    public EndpointId Endpoint => new(Tenant, Text(RouteName.Endpoint));

    /// <summary>The component that the address names.</summary>
    public ComponentName Component => new(Text(RouteName.Component));

    /// <summary>The tenant whose things this is about: the one that the address or the query names, else the key's; null for everybody's.</summary>
    /// <exception cref="ProblemException">The query names one that does not exist for the caller.</exception>
    public TenantId? Subject => context.Request.RouteValues.ContainsKey(RouteName.Tenant.Name) ? Tenant : Query(Parameters.Tenant) switch
    {
        null => Caller.Tenant,
        { } tenant when Caller.MaySee(tenant) => tenant,
        _ => throw new ProblemException(ProblemKind.NotFound),
    };

    /// <summary>The same as a scope of histories.</summary>
    public HistoryScope Scope => context.Request.RouteValues.ContainsKey(RouteName.Endpoint.Name) ? HistoryScope.Of(Endpoint) : new HistoryScope(Subject, null);

    /// <summary>Lets a handler take the call.</summary>
    public static ValueTask<ApiCall?> BindAsync(HttpContext context) => ValueTask.FromResult<ApiCall?>(new ApiCall(context));

    /// <summary>A part of the address.</summary>
    public string Text(RouteName name) => Convert.ToString(context.Request.RouteValues[name.Name], CultureInfo.InvariantCulture)!;

    /// <summary>A number in the address.</summary>
    public long Number(RouteName name) => long.Parse(Text(name), CultureInfo.InvariantCulture);

    /// <summary>A parameter's value; the fallback where the request has none.</summary>
    public T Query<T>(QueryParameter<T> parameter, T fallback) => parameter.Read(context.Request, fallback);

    /// <summary>A parameter's value; null where the request has none.</summary>
    public T? Query<T>(QueryParameter<T?> parameter) => parameter.Read(context.Request, default);

    public IEndpointGrain EndpointGrain() => EndpointGrain(Endpoint);

    public IEndpointGrain EndpointGrain(EndpointId id) => Grains.GetGrain<IEndpointGrain>(id.ToString());

    public IImageCacheGrain CacheGrain() => Grains.GetGrain<IImageCacheGrain>(Endpoint.ToString());

    public ITenantGrain TenantGrain(TenantId id) => Grains.GetGrain<ITenantGrain>(id.Value);

    public IFleetDirectoryGrain Directory() => Grains.GetGrain<IFleetDirectoryGrain>(IFleetDirectoryGrain.Key);

    public IHistoryGrain History(HistoryScope scope) => Grains.GetGrain<IHistoryGrain>(scope.ToString());

    public IKeyRingGrain Keys(KeyRingId ring) => Grains.GetGrain<IKeyRingGrain>(ring.ToString());

    /// <summary>The endpoint that the address names.</summary>
    /// <exception cref="ProblemException">It is absent.</exception>
    public async Task<EndpointView> FindEndpointAsync()
    {
        var view = await EndpointGrain().GetViewAsync(Aborted);
        return view.Phase == EndpointPhase.Absent ? throw new ProblemException(ProblemKind.NotFound) : view;
    }

    /// <summary>The component that the address names, with its endpoint.</summary>
    /// <exception cref="ProblemException">One of them is absent.</exception>
    public async Task<(EndpointView Endpoint, int Index)> FindComponentAsync()
    {
        var view = await FindEndpointAsync();
        var index = view.Spec!.Components.Select(static component => component.Name).ToList().IndexOf(Component);
        return index < 0 ? throw new ProblemException(ProblemKind.NotFound) : (view, index);
    }

    /// <summary>The tenant that the address names.</summary>
    /// <exception cref="ProblemException">There is none.</exception>
    public async Task<TenantView> FindTenantAsync()
    {
        var view = await TenantGrain(Tenant).GetViewAsync(Aborted);
        return view.Exists ? view : throw new ProblemException(ProblemKind.NotFound);
    }
}
