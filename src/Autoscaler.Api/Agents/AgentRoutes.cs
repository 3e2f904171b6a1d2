using Autoscaler.Api.Calls;
using Autoscaler.Api.Problems;
using Autoscaler.Contracts.Agents;
using Autoscaler.Contracts.Slots;
using Autoscaler.Documents.Requests;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Autoscaler.Api.Agents;

/// <summary>What agents on instances say, and are answered. Each report may come twice, and late: the answer is what is wanted now.</summary>
internal static class AgentRoutes
{
    /// <summary>Where they are.</summary>
    public const string Routes = "/agent/v1";

    private static readonly TimeSpan EarlyRetry = TimeSpan.FromSeconds(1);

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        var routes = endpoints.MapGroup(Routes).ExcludeFromDescription();
        routes.AddEndpointFilter(new AgentGuard());
        routes.MapPost("/register", context => HearAsync(context, AgentReportKind.Register));
        routes.MapPost("/heartbeat", context => HearAsync(context, AgentReportKind.Heartbeat));
        routes.MapPost("/phase", context => HearAsync(context, AgentReportKind.Phase));
    }

    private static RouteHandlerBuilder MapPost(this IEndpointRouteBuilder routes, string path, Func<ApiCall, Task<IResult>> handler) =>
        EndpointRouteBuilderExtensions.MapPost(routes, path, (Delegate)handler);

    private static async Task<IResult> HearAsync(ApiCall call, AgentReportKind kind)
    {
        var token = call.Http.Features.GetRequiredFeature<SlotIdentity>().Token;
        var report = RequestBody.ValueOf(AgentReportDocument.Parse(kind, token.Generation, await RequestBody.ReadAsync(call), RequestBody.Name));
        var grains = call.Http.RequestServices.GetRequiredService<IGrainFactory>();
        var answer = await grains.GetGrain<IInstanceSlotGrain>(token.Slot.ToString()).HearAsync(report, call.Aborted);
        return answer.Standing switch
        {
            AgentStanding.Accepted => Answers.Json(answer),
            AgentStanding.Early => new Problem(ProblemKind.Unavailable, "The slot does not know yet which instance it got.") { RetryAfter = EarlyRetry },
            AgentStanding.Superseded => new Problem(ProblemKind.Superseded, $"Generation {token.Generation} of slot {token.Slot} is over: stop all copies."),
            AgentStanding.NotItsSlot => new Problem(ProblemKind.NotItsSlot, $"Generation {token.Generation} of slot {token.Slot} is another instance than {report.Instance}: stop all copies."),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }
}
