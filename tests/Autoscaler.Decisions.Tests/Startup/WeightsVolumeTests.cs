using Autoscaler.Contracts.Slots;
using Autoscaler.Contracts.Specs;
using Autoscaler.Decisions.Catalog;
using Autoscaler.Decisions.Startup;
using FsCheck;
using FsCheck.Fluent;

namespace Autoscaler.Decisions.Tests.Startup;

/// <summary>Weights on a restored volume of their own.</summary>
public sealed class WeightsVolumeTests
{
    private const double RoundingSeconds = 1.5e-7;

    private static readonly StartupModel Model = new(StartupRates.Default);

    private static readonly StartupQuery Lab = new()
    {
        InstanceType = new("ml.g6.2xlarge"),
        Mechanism = StartupMechanism.SnapshotRate,
        Image = ByteCount.FromGigabytes(17.7),
        Weights = ByteCount.FromGigabytes(16),
        NewInstance = true,
    };

    private static readonly Arbitrary<StartupQuery> AnyQuery =
        (from type in Gen.Elements(InstanceTypeCatalog.All.Select(type => type.Name).Append(new("x9.large")).ToArray())
         from mechanism in Gen.Elements(MechanismNames.All.ToArray())
         from volume in Gen.Elements<StartupMechanism?>(null, StartupMechanism.SnapshotLazy, StartupMechanism.SnapshotRate, StartupMechanism.SnapshotFsr)
         from image in Gen.Choose(0, 60_000)
         from weights in Gen.OneOf(Gen.Constant(0), Gen.Choose(0, 400_000))
         from isNew in Gen.Elements(true, false)
         from disk in Gen.Elements(0, 0, 1, 2)
         select new StartupQuery
         {
             InstanceType = type,
             Mechanism = mechanism,
             WeightsVolume = volume,
             Image = new(image * 1_000_000L),
             Weights = new(weights * 1_000_000L),
             NewInstance = isNew,
             ImageOnDisk = disk > 0,
             WeightsOnDisk = disk > 1,
         }).ToArbitrary();

    // Boot 113 s, start and load 68 s; 51.9 GB of image hydrate in 165.1 s at 300 MiB/s and in 330.2 s at 150; 16 GB are read in 47.8 s after the boot.
    [Theory]
    [InlineData(StartupMechanism.Registry, StartupMechanism.SnapshotRate, 430.9)]
    [InlineData(StartupMechanism.RegistryParallel, StartupMechanism.SnapshotRate, 430.9)]
    [InlineData(StartupMechanism.RegistryLazy, StartupMechanism.SnapshotRate, 218.8)]
    [InlineData(StartupMechanism.SnapshotLazy, StartupMechanism.SnapshotLazy, 398.2)]
    [InlineData(StartupMechanism.SnapshotRate, StartupMechanism.SnapshotRate, 233.1)]
    [InlineData(StartupMechanism.SnapshotFsr, StartupMechanism.SnapshotFsr, 228.8)]
    public void Estimate_LabModelWithWeightsOnAVolume_IsAsCalculated(StartupMechanism image, StartupMechanism weights, double seconds) =>
        Assert.Equal(seconds, Model.Estimate(Lab with { Mechanism = image, WeightsVolume = weights }).Expected.TotalSeconds, 1);

    [Theory]
    [InlineData(100, 152.6)] // 16 GB at 100 MiB/s are there 152.6 s after the launch, 39.6 s after the boot: reading takes longer.
    [InlineData(300, 50.9)]
    public void Estimate_ProvisionedRate_HydratesFromTheLaunchAndReadsFromTheBoot(double mebibytesPerSecond, double hydratedAt)
    {
        var model = new StartupModel(StartupRates.Default with { SnapshotRateBytesPerSecond = mebibytesPerSecond * 1024 * 1024 });
        var estimate = model.Estimate(Lab with { WeightsVolume = StartupMechanism.SnapshotRate });

        Assert.Equal((0, hydratedAt), Span(estimate, StartupPhase.HydrateWeights));
        Assert.Equal((113, 160.8), Span(estimate, StartupPhase.Weights));
    }

    [Fact]
    public void Estimate_WeightsReadWhileTheirVolumeFills_EndWithIt()
    {
        // 140 GB at 150 MiB/s are filled 890.1 s after the launch; read from a filled volume they would be there at 113 + 418.3 s.
        var large = Lab with { Mechanism = StartupMechanism.SnapshotFsr, WeightsVolume = StartupMechanism.SnapshotLazy, Weights = ByteCount.FromGigabytes(140) };
        var estimate = Model.Estimate(large);

        Assert.Equal((113, 890.1), Span(estimate, StartupPhase.Weights));
        Assert.Equal(
            [StartupPhase.Provision, StartupPhase.HydrateWeights, StartupPhase.Start, StartupPhase.Load], estimate.Waits.Select(wait => wait.Phase));
    }

    [Fact]
    public void Estimate_WeightsOnDiskAlready_HasNoUseForAVolume()
    {
        var there = Lab with { ImageOnDisk = true, WeightsOnDisk = true, NewInstance = false };

        Assert.Equal(Model.Estimate(there).Expected, Model.Estimate(there with { WeightsVolume = StartupMechanism.SnapshotLazy }).Expected);
    }

    [Theory]
    [InlineData(StartupMechanism.Registry)]
    [InlineData(StartupMechanism.Disk)]
    [InlineData(StartupMechanism.Sagemaker)]
    public void Estimate_VolumeByAMechanismWithoutOne_Throws(StartupMechanism mechanism) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Model.Estimate(Lab with { WeightsVolume = mechanism }));

    [Fact]
    public void Estimate_ProvisionedOrFastRestored_NeverLaterThanFetched() => Check(query =>
        Ready(query with { WeightsVolume = StartupMechanism.SnapshotRate }) <= Ready(query with { WeightsVolume = null }) + RoundingSeconds
        && Ready(query with { WeightsVolume = StartupMechanism.SnapshotFsr }) <= Ready(query with { WeightsVolume = null }) + RoundingSeconds);

    [Fact]
    public void Estimate_LazyVolumeFilledBeforeAFetchWouldEnd_NeverLaterThanFetched() => Check(query =>
    {
        var rates = StartupRates.Default;
        var boot = query.NewInstance ? rates.ProvisionOf(query.InstanceType).TotalSeconds : 0;
        var isSooner = query.Weights.Value / rates.SnapshotLazyBytesPerSecond <= boot + (query.Weights.Value / rates.PipeBytesPerSecond);
        return !isSooner || Ready(query with { WeightsVolume = StartupMechanism.SnapshotLazy }) <= Ready(query with { WeightsVolume = null }) + RoundingSeconds;
    });

    [Fact]
    public void Estimate_FasterMechanism_NeverLater() => Check(query =>
        Ready(query with { WeightsVolume = StartupMechanism.SnapshotFsr }) <= Ready(query with { WeightsVolume = StartupMechanism.SnapshotRate })
        && Ready(query with { WeightsVolume = StartupMechanism.SnapshotRate }) <= Ready(query with { WeightsVolume = StartupMechanism.SnapshotLazy }));

    [Fact]
    public void Estimate_Any_AccountsForEverySecondOnce() => Check(query =>
    {
        var estimate = Model.Estimate(query);
        var waits = estimate.Waits;
        return estimate.Low <= estimate.Expected
            && estimate.Expected <= estimate.High
            && waits[0].Start == TimeSpan.Zero
            && waits[^1].End == estimate.Expected
            && waits.Zip(waits.Skip(1)).All(pair => pair.First.End == pair.Second.Start)
            && waits.Sum(wait => wait.Duration.Ticks) == estimate.Expected.Ticks;
    });

    [Fact]
    public void PhaseSources_Any_NameAParameterForEveryStage() => Check(query =>
        Model.Estimate(query).Phases.All(phase => !PhaseSources.Of(query, phase.Phase, Model.Rates).IsEmpty));

    [Fact]
    public void TargetsOf_ShorterStage_MeetsTheTargetAndNoLongerOneDoes() => Check(query =>
    {
        var ready = Model.Estimate(query).Expected;
        var targets = Model.TargetsOf(query, ready * 0.8);
        return Model.TargetsOf(query, ready).IsEmpty
            && targets.All(target => target.ReadyWithout <= ready
                && (target.Alone is not { } alone
                    ? target.ReadyWithout > ready * 0.8
                    : alone < target.Now && target.ReadyWithout <= ready * 0.8 && (target.WithOtherTransfers ?? target.Now) >= alone));
    });

    // Under 200 s of 233.1: the image hydrates until 165.1 s and the weights are read until 160.8 s, then come 68 s.
    [Fact]
    public void TargetsOf_LabModelFromTheCache_AreThoseOfTheHandCalculation()
    {
        var (lab, target) = (Lab with { WeightsVolume = StartupMechanism.SnapshotRate }, TimeSpan.FromSeconds(200));
        var targets = Model.TargetsOf(lab, target).ToDictionary(needed => needed.Phase);

        Assert.Equal(
            [StartupPhase.Provision, StartupPhase.Hydrate, StartupPhase.Weights, StartupPhase.Start, StartupPhase.Load],
            Model.TargetsOf(lab, target).Select(needed => needed.Phase));
        Assert.Null(targets[StartupPhase.Provision].Alone);
        Assert.Equal(233.1, targets[StartupPhase.Provision].ReadyWithout.TotalSeconds, 1);
        Assert.Null(targets[StartupPhase.Hydrate].Alone);
        Assert.Equal(132, targets[StartupPhase.Hydrate].WithOtherTransfers!.Value.TotalSeconds, 3);
        Assert.Equal(228.8, targets[StartupPhase.Hydrate].ReadyWithout.TotalSeconds, 1);
        Assert.Null(targets[StartupPhase.Weights].Alone);
        Assert.Equal(19, targets[StartupPhase.Weights].WithOtherTransfers!.Value.TotalSeconds, 3);
        Assert.Equal(24.9, targets[StartupPhase.Load].Alone!.Value.TotalSeconds, 1);
        Assert.Null(targets[StartupPhase.Load].WithOtherTransfers);
    }

    private static (double Start, double End) Span(StartupEstimate estimate, StartupPhase phase)
    {
        var span = estimate.Phases.Single(candidate => candidate.Phase == phase);
        return (Math.Round(span.Start.TotalSeconds, 1), Math.Round(span.End.TotalSeconds, 1));
    }

    private static double Ready(StartupQuery query) => Model.Estimate(query).Expected.TotalSeconds;

    private static void Check(Func<StartupQuery, bool> holds) =>
        FsCheck.Check.One(Config.QuickThrowOnFailure.WithMaxTest(1000), Prop.ForAll(AnyQuery, holds));
}
