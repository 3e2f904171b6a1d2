using Autoscaler.Api.Calls;
using Autoscaler.Contracts.Endpoints;
using Autoscaler.Contracts.Fleets;

namespace Autoscaler.Api.Routes;

/// <summary>Looks into the endpoints of a page, one after the other in the order of their ids.</summary>
internal static class EndpointPages
{
    // Endpoints are asked so many at a time.
    private const int MaxParallelViews = 16;

    /// <summary>Looks into the endpoints of the page that a request asks for.</summary>
    /// <param name="call">The request.</param>
    /// <param name="take">Takes an endpoint; false where the page is full with it.</param>
    /// <returns>What to ask for the next page with; null where it is the last one.</returns>
    public static async Task<string?> ReadAsync(ApiCall call, Func<EndpointView, bool> take)
    {
        var query = new EndpointQuery(call.Query(Parameters.AfterEndpoint), call.Query(Parameters.Limit, Parameters.DefaultLimit), null, null);
        var page = await EndpointRoutes.PageAsync(call, query);
        var last = page.Endpoints.IsEmpty ? null : page.Endpoints[^1];
        foreach (var some in page.Endpoints.Chunk(MaxParallelViews))
        {
            var views = await Task.WhenAll(some.Select(endpoint => call.EndpointGrain(endpoint.Id).GetViewAsync(call.Aborted).AsTask()));
            foreach (var view in views)
            {
                if (!take(view))
                {
                    return view.Id == last!.Id && !page.HasMore ? null : view.Id.ToString();
                }
            }
        }

        return page.HasMore ? last!.Id.ToString() : null;
    }
}
