using Autoscaler.Contracts.Slots;

namespace Autoscaler.Decisions.Startup;

/// <summary>The stages of one start as durations in seconds, put in their order for given stretches of them.</summary>
internal readonly record struct StartupTimeline
{
    public required double ProvisionSeconds { get; init; }

    /// <summary>From the end of the provision until the image is in place, or, started lazily, enough of it to run.</summary>
    public required double ImageSeconds { get; init; }

    /// <summary>From the end of the provision until the weights are on disk.</summary>
    public required double WeightsSeconds { get; init; }

    /// <summary>From the launch until the restored volume is filled; it fills beside the boot.</summary>
    public required double HydrateSeconds { get; init; }

    public required double StartSeconds { get; init; }

    public required double LoadSeconds { get; init; }

    /// <summary>Whether the container starts before the weights are there.</summary>
    public required bool StartsBeforeWeights { get; init; }

    public double ReadySeconds(double overheadRatio, double transferRatio, double hydrateRatio) =>
        Order(overheadRatio, transferRatio, hydrateRatio).Ready;

    public ImmutableArray<EstimatedPhase> ExpectedPhases()
    {
        var order = Order(1, 1, 1);
        var phases = ImmutableArray.CreateBuilder<EstimatedPhase>();
        Add(StartupPhase.Provision, 0, order.Provisioned);
        Add(StartupPhase.Hydrate, 0, HydrateSeconds);
        Add(StartupPhase.Image, order.Provisioned, order.Provisioned + ImageSeconds);
        Add(StartupPhase.Weights, order.Provisioned, order.Provisioned + WeightsSeconds);
        Add(StartupPhase.Start, order.Started - StartSeconds, order.Started);
        Add(StartupPhase.Load, order.Ready - LoadSeconds, order.Ready);
        return phases.ToImmutable();

        void Add(StartupPhase phase, double start, double end)
        {
            if (end > start)
            {
                phases.Add(new(phase, TimeSpan.FromSeconds(start), TimeSpan.FromSeconds(end)));
            }
        }
    }

    private (double Provisioned, double Started, double Ready) Order(double overheadRatio, double transferRatio, double hydrateRatio)
    {
        var provisioned = ProvisionSeconds * overheadRatio;
        var imageIn = Math.Max(provisioned + (ImageSeconds * transferRatio), HydrateSeconds * hydrateRatio);
        var weightsIn = provisioned + (WeightsSeconds * transferRatio);
        var started = (StartsBeforeWeights ? imageIn : Math.Max(imageIn, weightsIn)) + (StartSeconds * overheadRatio);
        return (provisioned, started, Math.Max(started, weightsIn) + (LoadSeconds * overheadRatio));
    }
}
