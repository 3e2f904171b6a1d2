using Autoscaler.Api.Access;
using Autoscaler.Api.Agents;
using Autoscaler.Api.OpenApi;
using Autoscaler.Api.Routes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace Autoscaler.Api;

/// <summary>Adds the HTTP API's routes to a web host.</summary>
public static class ApiEndpointRouteBuilderExtensions
{
    /// <summary>Adds the routes under <c>/v1</c>, their description at <c>/openapi/v1.json</c>, and under <c>/agent/v1</c> those of the agents on instances.</summary>
    /// <param name="endpoints">The host's routes.</param>
    /// <returns>What changes all of them.</returns>
    public static IEndpointConventionBuilder MapAutoscalerApi(this IEndpointRouteBuilder endpoints)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        endpoints.MapOpenApi($"{ApiAddresses.Descriptions}/{ApiDocument.Name}.json");
        var routes = endpoints.MapGroup(ApiAddresses.Routes);
        routes.AddEndpointFilter(new RouteGuard());
        FleetRoutes.Map(Tagged("Fleet"));
        TenantRoutes.Map(Tagged("Tenants"));
        EndpointRoutes.Map(Tagged("Endpoints"));
        ComponentRoutes.Map(Tagged("Components"));
        ActivationRoutes.Map(Tagged("Components"));
        DemandRoutes.Map(Tagged("Demand"));
        SlotRoutes.Map(Tagged("Slots"));
        CacheRoutes.Map(Tagged("Caches"));
        DecisionRoutes.Map(Tagged("Decisions"));
        EventRoutes.Map(Tagged("Events"));
        ChangeRoutes.Map(Tagged("Changes"));
        KeyRoutes.Map(Tagged("Keys"));
        AgentRoutes.Map(endpoints);
        return routes;

        RouteGroupBuilder Tagged(string tag) => routes.MapGroup(string.Empty).WithTags(tag);
    }
}
