using Autoscaler.Api.Calls;
using Autoscaler.Api.Problems;
using Autoscaler.Api.Views;
using Autoscaler.Contracts.Access;
using Autoscaler.Contracts.Slots;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace Autoscaler.Api.Routes;

/// <summary>Slots.</summary>
internal static class SlotRoutes
{
    // A page ends with the endpoint that takes it beyond so many.
    private const int FullPage = 2_000;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/slots", ListAllAsync).For(Role.Viewer, "Slots of all endpoints that the key sees, so many endpoints a page.", Parameters.Limit, Parameters.AfterEndpoint, Parameters.Tenant)
            .Answers<SlotList>();
        routes.MapGet($"{EndpointRoutes.One}/slots", ListAsync).For(Role.Viewer, "An endpoint's slots.").Answers<SlotList>();
        routes.MapGet($"{EndpointRoutes.One}/slots/{{ordinal}}", GetAsync).For(Role.Viewer, "A slot.").Answers<SlotReport>();
    }

    private static async Task<IResult> ListAllAsync(ApiCall call)
    {
        var slots = ImmutableArray.CreateBuilder<SlotReport>();
        var next = await EndpointPages.ReadAsync(call, view =>
        {
            slots.AddRange(view.Slots);
            return slots.Count < FullPage;
        });
        return Answers.Json(new SlotList(slots.ToImmutable(), next));
    }

    private static async Task<IResult> ListAsync(ApiCall call) => Answers.Json(new SlotList((await call.FindEndpointAsync()).Slots, null));

    private static async Task<IResult> GetAsync(ApiCall call)
    {
        var ordinal = call.Number(RouteName.Ordinal);
        var view = await call.FindEndpointAsync();
        return Answers.Json(view.Slots.FirstOrDefault(slot => slot.Slot.Ordinal == ordinal) ?? throw new ProblemException(ProblemKind.NotFound));
    }
}
