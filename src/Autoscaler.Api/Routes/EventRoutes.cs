using Autoscaler.Api.Calls;
using Autoscaler.Api.Problems;
using Autoscaler.Api.Streams;
using Autoscaler.Api.Views;
using Autoscaler.Contracts.Access;
using Autoscaler.Contracts.History;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace Autoscaler.Api.Routes;

/// <summary>What happened, as pages and as streams.</summary>
internal static class EventRoutes
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/events", GetAsync)
            .For(Role.Viewer, "What happened to endpoints that the key sees, a page or a stream.", Parameters.Limit, Parameters.AfterEvent, Parameters.Before, Parameters.Kinds, Parameters.Tenant)
            .AnswersOrAs<EventList>(MediaTypes.EventStream);
        routes.MapGet($"{EndpointRoutes.One}/events", GetAsync)
            .For(Role.Viewer, "What happened to an endpoint, a page or a stream.", Parameters.Limit, Parameters.AfterEvent, Parameters.Before, Parameters.Kinds)
            .AnswersOrAs<EventList>(MediaTypes.EventStream);
    }

    private static async Task<IResult> GetAsync(ApiCall call, EventStreams streams)
    {
        var scope = call.Scope;
        var after = call.Query(Parameters.AfterEvent);
        var before = call.Query(Parameters.Before);
        var kinds = call.Query(Parameters.Kinds, EventKinds.All);
        if (MediaTypes.Choose(call.Http.Request.Headers.Accept, [MediaTypes.Json, MediaTypes.EventStream]) == MediaTypes.EventStream)
        {
            return await streams.OpenAsync(call, scope, kinds, LastEventId.Read(call.Http.Request) ?? after);
        }

        if (after is not null && before is not null)
        {
            throw new ProblemException(Problem.InvalidRequest(FieldError.Outside(Parameters.Before.Name, $"none beside {Parameters.AfterEvent.Name}", $"{before}")));
        }

        var query = new EventQuery { After = after, Before = before, Kinds = kinds, Limit = call.Query(Parameters.Limit, Parameters.DefaultLimit) };
        var page = await call.History(scope).GetEventsAsync(query, call.Aborted);
        return Answers.Json(new EventList(page.Entries, page.HasMore ? page.Entries[^1].Number : null));
    }
}
