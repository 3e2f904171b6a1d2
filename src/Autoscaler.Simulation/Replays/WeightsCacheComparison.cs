using Autoscaler.Contracts.Specs;

namespace Autoscaler.Simulation.Replays;

/// <summary>Replays the same traffic with the weights cache on and off.</summary>
public static class WeightsCacheComparison
{
    /// <summary>Runs a replay as its spec says, and once more the other way. Parameters are those of <see cref="Replay"/>; events are of the first.</summary>
    /// <returns>The report of the first, with what the cache is worth; without it where the mechanism has no volumes, so that the cache cannot be on.</returns>
    public static ReplayReport Run(ReplayOptions options, TextWriter? events, Action<double>? progress, TimeProvider clock, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (!options.Spec.Cache.UsesSnapshots)
        {
            return Replay.Run(options, events, progress, clock, cancellationToken);
        }

        var report = Replay.Run(options, events, doneRatio => progress?.Invoke(doneRatio / 2), clock, cancellationToken);
        var isOn = IsOn(options.Spec);
        var other = Replay.Run(options with { Spec = With(options.Spec, !isOn) }, null, doneRatio => progress?.Invoke((1 + doneRatio) / 2), clock, cancellationToken);
        var (on, off) = isOn ? (report, other) : (other, report);
        return report with { WeightsCacheWorth = new(ReplayOutcome.Of(off), ReplayOutcome.Of(on)) };
    }

    /// <summary>Whether a component's weights are cached.</summary>
    public static bool IsOn(EndpointSpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        return spec.Components.Any(static component => component is { CachesWeights: true, Weights: not null });
    }

    /// <summary>The spec with the weights of all components that have any cached, or of none.</summary>
    public static EndpointSpec With(EndpointSpec spec, bool cachesWeights)
    {
        ArgumentNullException.ThrowIfNull(spec);
        return spec with { Components = [.. spec.Components.Select(component => component with { CachesWeights = cachesWeights && component.Weights is not null })] };
    }
}
