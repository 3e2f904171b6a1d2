using Autoscaler.Contracts.Endpoints;
using Autoscaler.Contracts.Fleets;

namespace Autoscaler.Dashboard.Live;

/// <summary>Which endpoints a list shows.</summary>
/// <param name="Text">Part of their names; empty for any.</param>
/// <param name="State">How they are; null for any.</param>
internal sealed record EndpointFilter(string Text, EndpointState? State)
{
    /// <summary>Those that are to be shown, in the order in which they are given.</summary>
    public IReadOnlyList<EndpointSummary> Apply(ImmutableArray<EndpointSummary> endpoints) =>
        [.. endpoints.Where(endpoint => (State is not { } state || StateOf(endpoint) == state) && endpoint.Id.ToString().Contains(Text.Trim(), StringComparison.OrdinalIgnoreCase))];

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
