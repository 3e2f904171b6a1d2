using Autoscaler.Contracts.Caching;
using Autoscaler.Contracts.Journal;
using Autoscaler.Contracts.Specs;

namespace Autoscaler.Grains.Tests.Caching;

/// <summary>A new image is scaled on once its entry is ready, and the old one stays until its last copy has drained.</summary>
public class StagedRolloutTests
{
    private static readonly EndpointSpec Second = Specs.Endpoint(Specs.A, Specs.Component() with { Image = Specs.Image('b') });

    [Fact]
    public void NewImage_WhileItsEntryIsBuilt_IsNotScaledOn()
    {
        using var fleet = new TestFleet();
        fleet.PutAndSettle(Specs.Endpoint(Specs.A));

        fleet.Put(Second with { Components = [Second.Components[0] with { MinCopies = 2 }] });
        fleet.RunFor(TimeSpan.FromSeconds(25));

        var rollout = Assert.Single(fleet.View(Specs.A).Rollouts);
        Assert.Equal((Specs.Image('a').Digest, Specs.Image('b').Digest), (rollout.Serving.Digest, rollout.Next!.Digest));
        Assert.Equal(Specs.Image('a').Digest, Assert.Single(fleet.Ports.Launches[^1].Images).Image);
        fleet.Await("the new image serves alone", TimeSpan.FromMinutes(30), () => fleet.View(Specs.A).Cache.Entries.Length == 1 && fleet.Ready(Specs.A) == 2);
        Assert.True(fleet.View(Specs.A).Cache.IsReady(Specs.Image('b').Digest));
        Assert.Equal([false, true, false], fleet.Journal.Events.OfType<ImageStaged>().Select(staged => staged.Rollout.Next is not null));
    }

    [Fact]
    public void NewImage_WhoseEntryIsNeverReady_IsScaledOnAfterTheDeadline_AndPulled()
    {
        using var fleet = new TestFleet();
        fleet.PutAndSettle(Specs.Endpoint(Specs.A));
        fleet.Ports.Fails = static call => call == "Snapshots.Build";
        var policy = new CachePolicy { RolloutDeadline = TimeSpan.FromMinutes(6) };

        fleet.Put(Second with { Cache = policy });
        fleet.RunFor(TimeSpan.FromMinutes(5.5));
        Assert.Equal(Specs.Image('a').Digest, Assert.Single(fleet.View(Specs.A).Rollouts).Serving.Digest);
        fleet.Await("the old image is gone", TimeSpan.FromMinutes(30), () => fleet.View(Specs.A).Cache.Find(Specs.Image('a').Digest) is null);

        var source = Assert.Single(fleet.Ports.Launches[^1].Images);
        Assert.Equal((Specs.Image('b').Digest, StartupMechanism.Registry), (source.Image, source.Mechanism));
        Assert.Equal(1, fleet.Ready(Specs.A));
    }

    [Fact]
    public void Tag_IsResolvedWithEachPut_AndNeverBetweenTwo()
    {
        using var fleet = new TestFleet();
        var tagged = Specs.Endpoint(Specs.A, Specs.Component() with { Image = new ImageSpec("registry.example/llm:stable", new ImageDigest(string.Empty), ByteCount.Zero) });
        fleet.Put(tagged);
        fleet.RunFor(TimeSpan.FromMinutes(1));
        Assert.Equal(Autoscaler.Contracts.Decisions.ScalingLimit.ImageUnresolved, fleet.Latest(Specs.A)!.Limit);
        Assert.Empty(fleet.Ports.Launches);

        fleet.Cloud.PushImage(new ImageSpec("registry.example/llm:stable", Specs.Image('a').Digest, ByteCount.FromGigabytes(1)));
        fleet.Await("a copy serves", TimeSpan.FromMinutes(30), () => fleet.Ready(Specs.A) == 1 && fleet.View(Specs.A).Cache.IsReady(Specs.Image('a').Digest));
        fleet.Cloud.PushImage(new ImageSpec("registry.example/llm:stable", Specs.Image('b').Digest, ByteCount.FromGigabytes(1)));
        fleet.RunFor(TimeSpan.FromMinutes(20));
        Assert.Equal(Specs.Image('a').Digest, Assert.Single(fleet.View(Specs.A).Rollouts).Serving.Digest);

        fleet.Put(tagged);
        fleet.Await("the new image serves alone", TimeSpan.FromMinutes(30), () => fleet.View(Specs.A).Cache is { Entries.Length: 1 } cache && cache.IsReady(Specs.Image('b').Digest));

        Assert.Equal(1, fleet.Ready(Specs.A));
        fleet.DeleteAndSettle(Specs.A);
        Assert.Empty(fleet.Cloud.ReadLive(Specs.A));
    }

    [Fact]
    public void Weights_WhoseVersionTheStoreTells_AreStagedWithEachPut_AndReplaceTheOldOnes()
    {
        using var fleet = new TestFleet();
        const string Location = "s3://models/chat/";
        var told = Specs.Component() with { CachesWeights = true, Weights = new WeightsSpec(new WeightsVersion(Location), ByteCount.Zero) };
        fleet.Put(Specs.Endpoint(Specs.A, told));
        fleet.RunFor(TimeSpan.FromMinutes(1));
        Assert.Equal(Autoscaler.Contracts.Decisions.ScalingLimit.ImageUnresolved, fleet.Latest(Specs.A)!.Limit);
        Assert.Empty(fleet.Ports.Launches);

        var (first, second) = (Version("1"), Version("2"));
        fleet.Cloud.PutWeights(Location, first);
        fleet.Await("a copy serves", TimeSpan.FromMinutes(30), () => fleet.Ready(Specs.A) == 1 && fleet.View(Specs.A).Cache.IsReady(WeightsContent.IdOf(first.Version)));
        fleet.Cloud.PutWeights(Location, second);
        fleet.RunFor(TimeSpan.FromMinutes(20));
        Assert.Equal(first, Assert.Single(fleet.View(Specs.A).Rollouts).Weights);

        fleet.Put(Specs.Endpoint(Specs.A, told));
        fleet.RunFor(TimeSpan.FromSeconds(25));
        var staged = Assert.Single(fleet.View(Specs.A).Rollouts);
        Assert.Equal((first, second, Specs.Image('a').Digest), (staged.Weights, staged.NextWeights, staged.Next!.Digest));
        fleet.Await(
            "the new weights serve alone", TimeSpan.FromMinutes(30),
            () => fleet.View(Specs.A).Cache is { Entries.Length: 2 } cache && cache.IsReady(WeightsContent.IdOf(second.Version)) && fleet.Ready(Specs.A) == 1);
        Assert.Equal(second.Version, Assert.Single(fleet.Holding(Specs.A).Last().Disk.Weights));

        static WeightsSpec Version(string version) => new(new WeightsVersion($"{Location}@{version}"), ByteCount.FromGigabytes(2));
    }

    [Fact]
    public void Weights_OfAComponentThatCachesThem_ComeOnAVolumeOfTheirOwn()
    {
        using var fleet = new TestFleet();
        var component = Specs.Component() with { CachesWeights = true };
        fleet.PutAndSettle(Specs.Endpoint(Specs.A, component));
        var content = WeightsContent.IdOf(component.Weights!.Version);
        fleet.Await("the weights are cached", TimeSpan.FromMinutes(10), () => fleet.View(Specs.A).Cache.IsReady(content));

        fleet.Put(Specs.Endpoint(Specs.A, component with { MinCopies = 2 }));
        fleet.Await("two copies serve", TimeSpan.FromMinutes(30), () => fleet.Ready(Specs.A) == 2);

        Assert.Equal([Specs.Image('a').Digest, content], fleet.Ports.Launches[^1].Images.Select(source => source.Image));
        var slot = fleet.Holding(Specs.A).Last();
        Assert.Equal(component.Weights.Version, Assert.Single(slot.Disk.Weights));
        Assert.Equal(2, fleet.Cloud.ReadHeldBytes().Count(held => held.HolderKind == Autoscaler.Cloud.Instances.TaggedResourceKind.Volume));
        fleet.DeleteAndSettle(Specs.A);
        Assert.Empty(fleet.Cloud.ReadLive(Specs.A));
    }
}
