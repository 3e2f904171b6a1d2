namespace Autoscaler.Contracts.Specs;

/// <summary>
/// A queue grows for as long as new copies take to start, and says how long they took rather than how many are needed. Where the arrival rate is known, demand is
/// therefore arrivals times service time, and the queue adds the copies that work it off in <see cref="DrainWithin"/>; where it is not known, the queue counts in full.
/// </summary>
[GenerateSerializer, Alias("autoscaler.BacklogPolicy"), Immutable]
public sealed record BacklogPolicy
{
    /// <summary>The time in which a queue shall be worked off, 10 s to 1 h. Default 300 s: about the time that the copies take to come which would work it off sooner.</summary>
    [Id(0)] public TimeSpan DrainWithin { get; init; } = TimeSpan.FromSeconds(300);
}
