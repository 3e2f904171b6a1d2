using Autoscaler.Contracts.Fleets;

namespace Autoscaler.Api.Views;

/// <summary>A page of endpoints, in the order of their ids.</summary>
/// <param name="Endpoints">The endpoints.</param>
/// <param name="Next">What to ask for the next page with; null on the last one.</param>
internal sealed record EndpointList(ImmutableArray<EndpointSummary> Endpoints, string? Next)
{
    /// <summary>The page as it is sent.</summary>
    public static EndpointList Of(EndpointPage page) => new(page.Endpoints, page.HasMore ? page.Endpoints[^1].Id.ToString() : null);
}
