using Autoscaler.Contracts.Demand;

namespace Autoscaler.Decisions.Demand;

/// <summary>
/// Requests that the ready copies can serve at once. Samples tell of a while ago, so for some time after a change it is not known what room they were served in.
/// </summary>
/// <param name="Requests">How many; null before it was first known.</param>
/// <param name="From">Samples that start then or later were served in this room, UTC; null for all.</param>
public readonly record struct ServingRoom(double? Requests, DateTimeOffset? From)
{
    // CloudWatch delivers a period of 10 s up to 30 s after its end, and a tick later a copy's readiness is known.
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(50);

    /// <summary>The room from now on.</summary>
    /// <param name="requests">How many.</param>
    /// <param name="newestSample">The start of the newest sample known; null before the first.</param>
    public ServingRoom Become(double requests, DateTimeOffset? newestSample) =>
        requests == Requests ? this : new ServingRoom(requests, Requests is null ? null : newestSample + LongestDelay);

    /// <summary>Whether a sample was surely served in this room.</summary>
    public bool HoldsFor(in DemandSample sample) => From is not { } from || sample.Start >= from;
}
