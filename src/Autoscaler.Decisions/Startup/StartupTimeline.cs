using Autoscaler.Contracts.Slots;

namespace Autoscaler.Decisions.Startup;

/// <summary>What each stage takes, over what it is expected to take.</summary>
internal readonly record struct StageRatios(double Overhead, double Image, double Hydrate, double Weights, double HydrateWeights)
{
    public static StageRatios Expected { get; } = new(1, 1, 1, 1, 1);
}

/// <summary>The stages of one start as durations in seconds, put in their order for given stretches of them.</summary>
internal readonly record struct StartupTimeline
{
    public required double ProvisionSeconds { get; init; }

    /// <summary>From the end of the provision until the image is in place, or, started lazily, enough of it to run.</summary>
    public required double ImageSeconds { get; init; }

    /// <summary>From the end of the provision until the weights are on disk, or read from their volume if that was filled.</summary>
    public required double WeightsSeconds { get; init; }

    /// <summary>From the launch until the image's restored volume is filled; it fills beside the boot.</summary>
    public required double HydrateSeconds { get; init; }

    /// <summary>From the launch until the restored volume of the weights is filled. Until then they are read no faster than it fills.</summary>
    public required double HydrateWeightsSeconds { get; init; }

    public required double StartSeconds { get; init; }

    public required double LoadSeconds { get; init; }

    /// <summary>Whether the container starts before the weights are there.</summary>
    public required bool StartsBeforeWeights { get; init; }

    public double ReadySeconds(StageRatios ratios) => Order(ratios).Ready;

    public ImmutableArray<EstimatedPhase> ExpectedPhases()
    {
        var order = Order(StageRatios.Expected);
        var phases = new PhaseList();
        phases.Add(StartupPhase.Provision, 0, order.Provisioned);
        phases.Add(StartupPhase.Hydrate, 0, HydrateSeconds);
        phases.Add(StartupPhase.HydrateWeights, 0, HydrateWeightsSeconds);
        phases.Add(StartupPhase.Image, order.Provisioned, order.Provisioned + ImageSeconds);
        phases.Add(StartupPhase.Weights, order.Provisioned, WeightsSeconds > 0 ? order.WeightsIn : 0);
        phases.Add(StartupPhase.Start, order.StartsAt, order.Started);
        phases.Add(StartupPhase.Load, order.LoadsAt, order.Ready);
        return phases.ToImmutable();
    }

    /// <summary>What the start waits for, one stage after the other without a gap: of stages side by side, the one that ends last.</summary>
    public ImmutableArray<EstimatedPhase> ExpectedWaits()
    {
        var order = Order(StageRatios.Expected);
        var waits = new PhaseList();
        waits.Add(StartupPhase.Provision, 0, order.Provisioned);
        var imagePhase = HydrateSeconds > order.Provisioned + ImageSeconds ? StartupPhase.Hydrate : StartupPhase.Image;
        var weightsPhase = HydrateWeightsSeconds > order.Provisioned + WeightsSeconds ? StartupPhase.HydrateWeights : StartupPhase.Weights;
        waits.Add(StartsBeforeWeights || order.ImageIn >= order.WeightsIn ? imagePhase : weightsPhase, order.Provisioned, order.StartsAt);
        waits.Add(StartupPhase.Start, order.StartsAt, order.Started);
        waits.Add(weightsPhase, order.Started, order.LoadsAt);
        waits.Add(StartupPhase.Load, order.LoadsAt, order.Ready);
        return waits.ToImmutable();
    }

    /// <summary>How long a stage takes by itself.</summary>
    public double SecondsOf(StartupPhase phase) => phase switch
    {
        StartupPhase.Provision => ProvisionSeconds,
        StartupPhase.Image => ImageSeconds,
        StartupPhase.Hydrate => HydrateSeconds,
        StartupPhase.Weights => WeightsSeconds,
        StartupPhase.Start => StartSeconds,
        StartupPhase.Load => LoadSeconds,
        StartupPhase.HydrateWeights => HydrateWeightsSeconds,
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    /// <summary>The same start with one stage of another length.</summary>
    public StartupTimeline With(StartupPhase phase, double seconds) => phase switch
    {
        StartupPhase.Provision => this with { ProvisionSeconds = seconds },
        StartupPhase.Image => this with { ImageSeconds = seconds },
        StartupPhase.Hydrate => this with { HydrateSeconds = seconds },
        StartupPhase.Weights => this with { WeightsSeconds = seconds },
        StartupPhase.Start => this with { StartSeconds = seconds },
        StartupPhase.Load => this with { LoadSeconds = seconds },
        StartupPhase.HydrateWeights => this with { HydrateWeightsSeconds = seconds },
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    // A reader that keeps up with the filling ends with it, one that does not as if all had been there: whichever is later.
    private StageOrder Order(StageRatios ratios)
    {
        var provisioned = ProvisionSeconds * ratios.Overhead;
        var imageIn = Math.Max(provisioned + (ImageSeconds * ratios.Image), HydrateSeconds * ratios.Hydrate);
        var weightsIn = Math.Max(provisioned + (WeightsSeconds * ratios.Weights), HydrateWeightsSeconds * ratios.HydrateWeights);
        var startsAt = StartsBeforeWeights ? imageIn : Math.Max(imageIn, weightsIn);
        var started = startsAt + (StartSeconds * ratios.Overhead);
        var loadsAt = Math.Max(started, weightsIn);
        return new(provisioned, imageIn, weightsIn, startsAt, started, loadsAt, loadsAt + (LoadSeconds * ratios.Overhead));
    }

    /// <summary>When the stages begin and end, in seconds from the launch.</summary>
    private readonly record struct StageOrder(
        double Provisioned, double ImageIn, double WeightsIn, double StartsAt, double Started, double LoadsAt, double Ready);

    /// <summary>Stages that take time.</summary>
    private readonly struct PhaseList()
    {
        private readonly ImmutableArray<EstimatedPhase>.Builder _phases = ImmutableArray.CreateBuilder<EstimatedPhase>();

        public void Add(StartupPhase phase, double start, double end)
        {
            if (end > start)
            {
                _phases.Add(new(phase, TimeSpan.FromSeconds(start), TimeSpan.FromSeconds(end)));
            }
        }

        public ImmutableArray<EstimatedPhase> ToImmutable() => _phases.ToImmutable();
    }
}
