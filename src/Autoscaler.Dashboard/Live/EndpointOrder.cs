using Autoscaler.Contracts.Endpoints;
using Autoscaler.Contracts.Fleets;

namespace Autoscaler.Dashboard.Live;

/// <summary>Which endpoints a list shows, and in which order.</summary>
/// <param name="Text">Part of their names; empty for any.</param>
/// <param name="State">How they are; null for any.</param>
/// <param name="By">The column; null for their names.</param>
/// <param name="IsDescending">Whether the largest come first.</param>
internal sealed record EndpointOrder(string Text, EndpointState? State, string? By, bool IsDescending)
{
    /// <summary>Those that are to be shown, in their order.</summary>
    public IReadOnlyList<EndpointSummary> Apply(ImmutableArray<EndpointSummary> endpoints)
    {
        var chosen = endpoints.Where(endpoint => (State is not { } state || StateOf(endpoint) == state) && endpoint.Id.ToString().Contains(Text.Trim(), StringComparison.OrdinalIgnoreCase));
        IEnumerable<EndpointSummary> ordered = By switch
        {
            "State" => Order(chosen, static endpoint => (int)StateOf(endpoint)),
            "Wanted" => Order(chosen, static endpoint => endpoint.Copies.Wanted),
            "Ready" => Order(chosen, static endpoint => endpoint.Copies.Ready),
            "Coming" => Order(chosen, static endpoint => endpoint.Copies.Coming),
            "Instances" => Order(chosen, static endpoint => endpoint.Instances.Total),
            "Hits" => Order(chosen, static endpoint => endpoint.SnapshotHits + endpoint.Fallbacks == 0 ? -1 : (double)endpoint.SnapshotHits / (endpoint.SnapshotHits + endpoint.Fallbacks)),
            "Price" => Order(chosen, static endpoint => endpoint.Price.Value),
            _ => Order(chosen, static endpoint => endpoint.Id),
        };
        return [.. ordered];
    }

    /// <summary>How an endpoint is, in a word.</summary>
    public static EndpointState StateOf(EndpointSummary endpoint) => endpoint switch
    {
        { IsUnknown: true } => EndpointState.Unknown,
        { StoppedComponents: > 0 } => EndpointState.Stopped,
        { Phase: EndpointPhase.Deleting } => EndpointState.Deleting,
        { IsPaused: true } => EndpointState.Paused,
        { Copies: { Coming: > 0 } } => EndpointState.Scaling,
        { Copies: var copies } when copies.Ready < copies.Wanted => EndpointState.Behind,
        _ => EndpointState.Steady,
    };

    private IOrderedEnumerable<EndpointSummary> Order<T>(IEnumerable<EndpointSummary> endpoints, Func<EndpointSummary, T> by) =>
        (IsDescending ? endpoints.OrderByDescending(by) : endpoints.OrderBy(by)).ThenBy(static endpoint => endpoint.Id);
}

/// <summary>How an endpoint is, the worst first.</summary>
public enum EndpointState
{
    /// <summary>It did not say in time.</summary>
    Unknown = 0,

    /// <summary>The runaway guard stops launches.</summary>
    Stopped = 1,

    /// <summary>Fewer copies serve than are wanted, and none is on its way.</summary>
    Behind = 2,

    /// <summary>Copies are on their way.</summary>
    Scaling = 3,

    /// <summary>Scaling stands still.</summary>
    Paused = 4,

    /// <summary>It is being deleted.</summary>
    Deleting = 5,

    /// <summary>It has what it wants.</summary>
    Steady = 6,
}
