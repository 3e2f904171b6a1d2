using Autoscaler.Contracts.Slots;

namespace Autoscaler.Decisions.Startup;

/// <summary>
/// When a stage of a start is expected to begin and to end, from the launch (or, on a running instance, from the order of the copy).
/// </summary>
public readonly record struct EstimatedPhase(StartupPhase Phase, TimeSpan Start, TimeSpan End)
{
    /// <summary>How long it takes.</summary>
    public TimeSpan Duration => End - Start;
}

/// <summary>How long a start takes, from the launch (or, on a running instance, from the order of the copy) until the copy is ready.</summary>
public sealed record StartupEstimate
{
    /// <summary>The expected time.</summary>
    public required TimeSpan Expected { get; init; }

    /// <summary>The 10th percentile, at most <see cref="Expected"/>.</summary>
    public required TimeSpan Low { get; init; }

    /// <summary>The 90th percentile, at least <see cref="Expected"/>.</summary>
    public required TimeSpan High { get; init; }

    /// <summary>The stages that take time, by their begin; image, hydrations and weights overlap.</summary>
    public required ImmutableArray<EstimatedPhase> Phases { get; init; }

    /// <summary>
    /// What the start waits for: stages without a gap or an overlap, from the launch until the copy is ready. Of stages side by side it is the one that
    /// ends last; their lengths add up to <see cref="Expected"/>.
    /// </summary>
    public required ImmutableArray<EstimatedPhase> Waits { get; init; }

    /// <summary>How long a stage is expected to take; zero for one that is not there.</summary>
    public TimeSpan DurationOf(StartupPhase phase)
    {
        foreach (var candidate in Phases)
        {
            if (candidate.Phase == phase)
            {
                return candidate.Duration;
            }
        }

        return TimeSpan.Zero;
    }
}
