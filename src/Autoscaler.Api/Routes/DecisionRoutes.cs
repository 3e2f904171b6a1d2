using Autoscaler.Api.Calls;
using Autoscaler.Api.Problems;
using Autoscaler.Api.Views;
using Autoscaler.Contracts.Access;
using Autoscaler.Contracts.History;
using Autoscaler.Contracts.Journal;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace Autoscaler.Api.Routes;

/// <summary>An endpoint's decisions.</summary>
internal static class DecisionRoutes
{
    // Where a component is asked for, a page looks through so many entries and then says where to go on.
    private const int MaxPagesRead = 10;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(
                $"{EndpointRoutes.One}/decisions", ListAsync)
            .For(Role.Viewer, "An endpoint's decisions, the newest first.", Parameters.Limit, Parameters.Before, Parameters.Component, Parameters.Holds)
            .Answers<DecisionList>();
        routes.MapGet($"{EndpointRoutes.One}/decisions/{{number}}", GetAsync)
            .For(Role.Viewer, "An acting decision, with all that it was made of and that was written down.").Answers<JournalEntry>();
    }

    private static async Task<IResult> ListAsync(ApiCall call)
    {
        var component = call.Query(Parameters.Component);
        var limit = call.Query(Parameters.Limit, Parameters.DefaultLimit);
        var kinds = EventKinds.Decision | (call.Query(Parameters.Holds, fallback: false) ? EventKinds.Hold : EventKinds.None);
        var before = call.Query(Parameters.Before);
        var found = ImmutableArray.CreateBuilder<JournalEntry>();
        for (var read = 0; read < MaxPagesRead; read++)
        {
            var query = new EventQuery { Before = before, Limit = component is null ? limit : EventQuery.MaxLimit, Kinds = kinds };
            var page = await call.History(call.Scope).GetEventsAsync(query, call.Aborted);
            foreach (var entry in page.Entries.Where(entry => component is not { } name || Concerns(entry.Event, name)))
            {
                if (found.Count == limit)
                {
                    return Answers.Json(new DecisionList(found.ToImmutable(), found[^1].Number));
                }

                found.Add(entry);
            }

            before = page.HasMore ? page.Entries[^1].Number : null;
            if (before is null || found.Count == limit)
            {
                break;
            }
        }

        return Answers.Json(new DecisionList(found.ToImmutable(), before));
    }

    private static async Task<IResult> GetAsync(ApiCall call)
    {
        var query = new EventQuery { Decision = call.Number(RouteName.Number), Kinds = EventKinds.Decision, Limit = 1 };
        var page = await call.History(call.Scope).GetEventsAsync(query, call.Aborted);
        return Answers.Json(page.Entries is [var entry, ..] ? entry : throw new ProblemException(ProblemKind.NotFound));
    }

    // A decision tells of all components; it concerns those whose copies it changes.
    private static bool Concerns(FleetEvent happened, ComponentName component) => happened switch
    {
        DecisionMade { Decision: var decision } => decision.Placements.Any(placement => placement.Copy.Component == component)
            || decision.Drains.Any(drain => drain.Copy.Component == component),
        HoldsEnded holds => holds.Components.Any(held => held.Component == component),
        _ => false,
    };
}
