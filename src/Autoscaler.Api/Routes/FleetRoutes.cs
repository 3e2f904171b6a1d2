using Autoscaler.Api.Calls;
using Autoscaler.Contracts.Access;
using Autoscaler.Contracts.Capacity;
using Autoscaler.Contracts.Fleets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace Autoscaler.Api.Routes;

/// <summary>Who asks, and the fleet as a whole.</summary>
internal static class FleetRoutes
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/whoami", WhoAmI).For(Role.Viewer, "Whose the key is.").Answers<Caller>();
        routes.MapGet("/fleet", GetFleetAsync).For(Role.Viewer, "The fleet in short; of a tenant's key, that tenant's.").Answers<FleetSummary>();
        routes.MapGet("/capacity", GetCapacityAsync).ForPlatform(Role.Viewer, "What the cloud lately refused, and until when it is avoided.").Answers<CapacitySnapshot>();
    }

    private static IResult WhoAmI(ApiCall call) => Answers.Json(call.Caller);

    private static async Task<IResult> GetFleetAsync(ApiCall call) => Answers.Json(call.Subject is { } tenant
        ? (await call.TenantGrain(tenant).GetViewAsync(call.Aborted)).Summary
        : await call.Directory().GetSummaryAsync(call.Aborted));

    private static async Task<IResult> GetCapacityAsync(ApiCall call) =>
        Answers.Json(await call.Grains.GetGrain<ICapacityMemoryGrain>(ICapacityMemoryGrain.Key).GetSnapshotAsync(call.Aborted));
}
