using Autoscaler.Api.Calls;
using Autoscaler.Api.Problems;
using Autoscaler.Contracts.Access;
using Autoscaler.Contracts.History;
using Autoscaler.Documents.Requests;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace Autoscaler.Api.Routes;

/// <summary>Demand: what it was, and what somebody says that it is.</summary>
internal static class DemandRoutes
{
    // What 15 days have of points of a minute, with some to spare.
    private const int MaxPoints = 22_000;

    private const string Path = $"{EndpointRoutes.One}/demand";

    private static readonly TimeSpan DefaultLength = TimeSpan.FromHours(1);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, GetAsync).For(Role.Viewer, "Demand and copies over time.", Parameters.Component, Parameters.From, Parameters.To, Parameters.Step)
            .Answers<DemandHistory>();
        routes.MapPost(Path, PushAsync).For(Role.Operator, "Records samples of demand; the next tick decides with them.").Takes<PushedDemand>().Produces(StatusCodes.Status202Accepted);
    }

    private static async Task<IResult> GetAsync(ApiCall call, TimeProvider clock)
    {
        var component = call.Query(Parameters.Component);
        var to = call.Query(Parameters.To) ?? clock.GetUtcNow();
        var from = call.Query(Parameters.From) ?? Earlier(to);
        var step = call.Query(Parameters.Step, DemandQuery.Fine);
        var view = await call.FindEndpointAsync();
        var points = (to - from) / step * (component is null ? view.Spec!.Components.Length : 1);
        if (from >= to || points > MaxPoints)
        {
            var expected = from >= to ? "earlier than to" : $"at most {MaxPoints} points, all components together; ask for one component, a longer step or a shorter time";
            throw new ProblemException(Problem.InvalidRequest(FieldError.Outside(Parameters.From.Name, expected, $"{from.UtcDateTime:O} to {to.UtcDateTime:O}")));
        }

        return Answers.Json(await call.History(HistoryScope.Of(call.Endpoint)).GetDemandAsync(new DemandQuery(component, from, to, step), call.Aborted));
    }

    private static async Task<IResult> PushAsync(ApiCall call)
    {
        var document = DemandDocument.Parse(await RequestBody.ReadAsync(call), RequestBody.Name);
        var pushed = RequestBody.ValueOf(document);
        await call.FindEndpointAsync();
        ChangeProblems.ThrowIfNotMade(await call.EndpointGrain().PushDemandAsync(pushed.Demand, call.Aborted), document.Locate);
        return TypedResults.StatusCode(StatusCodes.Status202Accepted);
    }

    // The first hour of all times has none before it.
    private static DateTimeOffset Earlier(DateTimeOffset to) => to - DateTimeOffset.MinValue < DefaultLength ? DateTimeOffset.MinValue : to - DefaultLength;
}
