using Autoscaler.Api.Access;
using Autoscaler.Api.Routes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace Autoscaler.Api;

/// <summary>Adds the HTTP API's routes to a web host.</summary>
public static class ApiEndpointRouteBuilderExtensions
{
    /// <summary>Adds the routes under <c>/v1</c>, and their description at <c>/openapi/v1.json</c>.</summary>
    /// <param name="endpoints">The host's routes.</param>
    /// <returns>What changes all of them.</returns>
    public static IEndpointConventionBuilder MapAutoscalerApi(this IEndpointRouteBuilder endpoints)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        endpoints.MapOpenApi($"{ApiAddresses.Descriptions}/{{documentName}}.json");
        var routes = endpoints.MapGroup(ApiAddresses.Routes);
        routes.AddEndpointFilter(new RouteGuard());
        FleetRoutes.Map(routes);
        TenantRoutes.Map(routes);
        EndpointRoutes.Map(routes);
        ComponentRoutes.Map(routes);
        ActivationRoutes.Map(routes);
        DemandRoutes.Map(routes);
        SlotRoutes.Map(routes);
        CacheRoutes.Map(routes);
        DecisionRoutes.Map(routes);
        EventRoutes.Map(routes);
        ChangeRoutes.Map(routes);
        KeyRoutes.Map(routes);
        return routes;
    }
}
