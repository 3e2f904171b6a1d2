using Autoscaler.Api.Calls;
using Autoscaler.Api.Views;
using Autoscaler.Contracts.Access;
using Autoscaler.Contracts.History;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace Autoscaler.Api.Routes;

/// <summary>What people changed.</summary>
internal static class ChangeRoutes
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        foreach (var (path, summary) in new[]
        {
            ("/changes", "What people changed, the newest first; of a tenant's key, what is that tenant's."),
            ("/tenants/{tenant}/changes", "What people changed of a tenant, the newest first."),
            ($"{EndpointRoutes.One}/changes", "What people changed of an endpoint, the newest first."),
        })
        {
            routes.MapGet(path, ListAsync).For(Role.Viewer, summary, Parameters.Limit, Parameters.Before).Answers<ChangeList>();
        }
    }

    private static async Task<IResult> ListAsync(ApiCall call)
    {
        var query = new ChangeQuery(call.Query(Parameters.Before), call.Query(Parameters.Limit, Parameters.DefaultLimit));
        var page = await call.History(call.Scope).GetChangesAsync(query, call.Aborted);
        return Answers.Json(new ChangeList(page.Changes, page.HasMore ? page.Changes[^1].Number : null));
    }
}
