using Autoscaler.Contracts.Slots;
using Autoscaler.Contracts.Specs;
using Autoscaler.Decisions.Catalog;
using Autoscaler.Decisions.Startup;
using FsCheck;
using FsCheck.Fluent;

namespace Autoscaler.Decisions.Tests.Startup;

public sealed class StartupModelTests
{
    // An estimate is rounded to 100 ns; a few bytes more can fall to the other side of it.
    private const double RoundingSeconds = 1.5e-7;

    private static readonly StartupModel Model = new(StartupRates.Default);

    private static readonly StartupQuery Lab = new()
    {
        InstanceType = new("ml.g6.2xlarge"),
        Mechanism = StartupMechanism.Registry,
        Image = ByteCount.FromGigabytes(17.7),
        Weights = ByteCount.FromGigabytes(16),
        NewInstance = true,
    };

    private static readonly Arbitrary<(StartupQuery Query, ByteCount More)> AnyQuery =
        (from type in Gen.Elements(InstanceTypeCatalog.All.Select(type => type.Name).Append(new("x9.large")).ToArray())
         from mechanism in Gen.Elements(MechanismNames.All.ToArray())
         from image in Gen.Choose(0, 60_000)
         from weights in Gen.OneOf(Gen.Constant(0), Gen.Choose(0, 400_000))
         from more in Gen.Choose(1, 20_000)
         from isNew in Gen.Elements(true, false)
         select (new StartupQuery
         {
             InstanceType = type,
             Mechanism = mechanism,
             Image = new(image * 1_000_000L),
             Weights = new(weights * 1_000_000L),
             NewInstance = isNew,
         }, new ByteCount(more * 1_000_000L))).ToArbitrary();

    [Theory]
    [InlineData(StartupMechanism.Registry, 507.9)]
    [InlineData(StartupMechanism.RegistryParallel, 507.9)]
    [InlineData(StartupMechanism.RegistryLazy, 325)]
    [InlineData(StartupMechanism.SnapshotLazy, 398.2)]
    [InlineData(StartupMechanism.SnapshotRate, 258)]
    [InlineData(StartupMechanism.SnapshotFsr, 258)]
    [InlineData(StartupMechanism.Sagemaker, 258)]
    public void Estimate_LabModelOnANewInstance_IsAsCalculated(StartupMechanism mechanism, double seconds) =>
        Assert.Equal(seconds, Model.Estimate(Lab with { Mechanism = mechanism }).Expected.TotalSeconds, 1);

    [Fact]
    public void Estimate_ImageAndWeightsOnARunningInstance_IsStartAndLoad()
    {
        var estimate = Model.Estimate(Lab with { Mechanism = StartupMechanism.Disk, NewInstance = false, ImageOnDisk = true, WeightsOnDisk = true });

        Assert.Equal(TimeSpan.FromSeconds(68), estimate.Expected);
        Assert.Equal([StartupPhase.Start, StartupPhase.Load], estimate.Phases.Select(phase => phase.Phase));
    }

    [Fact]
    public void Estimate_SnapshotRate_HydratesFromTheLaunchAndHoldsTheContainerUntilFull()
    {
        var large = Lab with { Mechanism = StartupMechanism.SnapshotRate, Image = ByteCount.FromGigabytes(40), Weights = ByteCount.Zero };
        var estimate = Model.Estimate(large);
        var hydrate = estimate.Phases.Single(phase => phase.Phase == StartupPhase.Hydrate);
        var start = estimate.Phases.Single(phase => phase.Phase == StartupPhase.Start);

        // 40 GB × 2.934 at 300 MiB/s.
        Assert.Equal(TimeSpan.Zero, hydrate.Start);
        Assert.Equal(373.1, hydrate.End.TotalSeconds, 1);
        Assert.Equal(hydrate.End, start.Start);
    }

    [Fact]
    public void Estimate_RegistryLazy_StartsTheContainerBeforeTheWeightsAreThere()
    {
        var estimate = Model.Estimate(Lab with { Mechanism = StartupMechanism.RegistryLazy });
        var weights = estimate.Phases.Single(phase => phase.Phase == StartupPhase.Weights);

        Assert.True(estimate.Phases.Single(phase => phase.Phase == StartupPhase.Start).End < weights.End);
        Assert.True(weights.Duration > TimeSpan.FromSeconds(77), "the pages that are read later take their share from the weights");
        Assert.Equal(weights.End, estimate.Phases.Single(phase => phase.Phase == StartupPhase.Load).Start);
    }

    [Fact]
    public void Estimate_TypeWithoutACachedRow_HasAWiderBand()
    {
        var known = Model.Estimate(Lab with { Mechanism = StartupMechanism.Sagemaker });
        var unknown = Model.Estimate(Lab with { Mechanism = StartupMechanism.Sagemaker, InstanceType = new("ml.g6e.xlarge") });

        Assert.Equal(258 - 173 + 155.4, unknown.Expected.TotalSeconds, 1);
        Assert.True((unknown.High - unknown.Low) / unknown.Expected > (known.High - known.Low) / known.Expected);
    }

    [Fact]
    public void Estimate_SameQueryAgain_IsTheSameObject() => Assert.Same(Model.Estimate(Lab), Model.Estimate(Lab));

    [Fact]
    public void Estimate_NegativeSize_Throws() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Model.Estimate(Lab with { Weights = new(-1) }));

    [Fact]
    public void Estimate_LargerSizes_NeverSooner() => Check((query, more) =>
        Ready(query) <= Ready(query with { Image = new(query.Image.Value + more.Value) }) + RoundingSeconds
        && Ready(query) <= Ready(query with { Weights = new(query.Weights.Value + more.Value) }) + RoundingSeconds);

    [Fact]
    public void Estimate_CacheOrDisk_NeverLaterThanWhatItReplaces() => Check((query, _) =>
    {
        double By(StartupMechanism mechanism) => Ready(query with { Mechanism = mechanism });

        var onDisk = Ready(query with { ImageOnDisk = true });
        return By(StartupMechanism.Sagemaker) <= By(StartupMechanism.Registry)
            && By(StartupMechanism.SnapshotRate) <= By(StartupMechanism.Registry)
            && By(StartupMechanism.RegistryParallel) <= By(StartupMechanism.Registry)
            && By(StartupMechanism.SnapshotFsr) <= By(StartupMechanism.SnapshotRate)
            && By(StartupMechanism.SnapshotRate) <= By(StartupMechanism.SnapshotLazy)
            && onDisk <= By(StartupMechanism.SnapshotFsr)
            && Ready(query with { ImageOnDisk = true, WeightsOnDisk = true }) <= onDisk;
    });

    [Fact]
    public void Estimate_Any_HasABandAboutItAndPhasesThatEndWithIt() => Check((query, _) =>
    {
        var estimate = Model.Estimate(query);
        return estimate.Low <= estimate.Expected
            && estimate.Expected <= estimate.High
            && estimate.Phases.All(phase => phase.Start >= TimeSpan.Zero && phase.Duration > TimeSpan.Zero && phase.End <= estimate.Expected)
            && estimate.Phases[^1] is { Phase: StartupPhase.Load } load
            && load.End == estimate.Expected;
    });

    [Fact]
    public void NameOf_Any_IsFoundAgain() =>
        Assert.All(MechanismNames.All, mechanism => Assert.Equal(mechanism, MechanismNames.Find(MechanismNames.NameOf(mechanism))));

    private static double Ready(StartupQuery query) => Model.Estimate(query).Expected.TotalSeconds;

    private static void Check(Func<StartupQuery, ByteCount, bool> holds) =>
        FsCheck.Check.One(Config.QuickThrowOnFailure.WithMaxTest(1000), Prop.ForAll(AnyQuery, pair => holds(pair.Query, pair.More)));
}
