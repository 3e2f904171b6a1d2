using Autoscaler.Contracts.Caching;
using Autoscaler.Contracts.Decisions;
using Autoscaler.Contracts.Slots;
using Autoscaler.Contracts.Specs;
using Autoscaler.Decisions.Startup;
using Autoscaler.Decisions.Tests.Examples;
using Autoscaler.Decisions.Tests.Specs;
using static Autoscaler.Decisions.Tests.Examples.SnapshotExamples;

namespace Autoscaler.Decisions.Tests.Placement;

/// <summary>New instances with weights on a volume of their own.</summary>
public sealed class WeightsVolumeTests
{
    private static readonly StartupModel Model = new(StartupRates.Default);
    private static readonly ComponentSpec Chat = SpecExamples.Component;
    private static readonly ImageDigest ChatWeights = WeightsContent.IdOf(Chat.Weights!.Version);
    private static readonly EndpointSpec Fetching = SpecExamples.Valid with { InstanceTypes = [new("g6.2xlarge")], Components = [Chat] };
    private static readonly EndpointSpec Caching = Fetching with { Components = [Chat with { CachesWeights = true }] };

    [Fact]
    public void Decide_NewInstance_IsExpectedByItsWeightsVolume()
    {
        Assert.Equal(Expected(StartupMechanism.SnapshotRate), ReadyIn(Caching, Chat.Image.Digest, ChatWeights));
        Assert.Equal(Expected(null), ReadyIn(Fetching, Chat.Image.Digest, ChatWeights));
        Assert.True(ReadyIn(Caching, Chat.Image.Digest, ChatWeights) < ReadyIn(Fetching, Chat.Image.Digest, ChatWeights));
    }

    [Fact]
    public void Decide_NewInstanceWhoseWeightsHaveNoReadyEntry_IsExpectedToFetchThem() =>
        Assert.Equal(Expected(null), ReadyIn(Caching, Chat.Image.Digest));

    [Fact]
    public void Decide_EntryWithAMechanismOfItsOwn_IsExpectedByThat()
    {
        var snapshot = Wanting(Caching, [1]).Caching(Chat.Image.Digest, ChatWeights);
        var entries = snapshot.Cache.Entries.Select(entry => entry.Image == ChatWeights ? entry with { Mechanism = StartupMechanism.SnapshotFsr } : entry);
        var option = Assert.Single(Decide(snapshot with { Cache = snapshot.Cache with { Entries = [.. entries] } }).Decision.Placements).Chosen;

        Assert.Equal(Expected(StartupMechanism.SnapshotFsr), option.ExpectedReadyAt - Now);
    }

    [Fact]
    public void Decide_NewInstance_IsLaunchedWithTheWeightsOfItsCopies()
    {
        Assert.Equal([Chat.Image.Digest, ChatWeights], LaunchOf(Caching).Images);
        Assert.Equal([Chat.Image.Digest], LaunchOf(Fetching).Images);
    }

    [Fact]
    public void Decide_ComponentsOfOneInstance_LaunchItWithEachVersionOnceSorted()
    {
        var components = new[] { "b", "a", "a", null }.Select((version, i) => Chat with
        {
            Name = new ComponentName($"chat-{i}"),
            MemoryPerCopy = ByteCount.FromGigabytes(4),
            Weights = version is null ? null : new WeightsSpec(new WeightsVersion(version), ByteCount.FromGigabytes(5)),
            CachesWeights = true,
        });
        var spec = Caching with { Components = [.. components], InstanceTypes = [new("g6.12xlarge")] };

        var slot = Assert.Single(Decide(Wanting(spec, [1, 1, 1, 1])).Changes);

        Assert.Equal(["a", "b"], slot.Intent.Launch!.Images.Select(WeightsContent.VersionOf).OfType<WeightsVersion>().Select(version => version.Value));
    }

    [Theory]
    [InlineData(true, StartupMechanism.SnapshotRate)]
    [InlineData(false, null)] // Its entry was not ready when the launch began.
    public void Decide_InstanceThatComes_IsExpectedByWhatItsLaunchFound(bool hasVolume, StartupMechanism? volume)
    {
        ImmutableArray<ImageSource> found = [new(Chat.Image.Digest, StartupMechanism.SnapshotRate, new("snap-1")) { Build = 1 }];
        var weights = new ImageSource(ChatWeights, StartupMechanism.SnapshotRate, new("snap-2")) { Build = 1 };
        var slot = new SlotExample
        {
            Phase = SlotPhase.Booting,
            LaunchedAt = Now,
            LaunchImages = [Chat.Image.Digest, ChatWeights],
            Images = hasVolume ? found.Add(weights) : found,
        };

        Assert.Equal(Expected(volume), ReadyOn(slot));
    }

    [Theory]
    [InlineData(true, StartupMechanism.SnapshotRate)]
    [InlineData(false, null)] // The component caches its weights since; the launch was decided before.
    public void Decide_InstanceWhoseLaunchHasNotBegun_IsExpectedByWhatItWillFind(bool asksForWeights, StartupMechanism? volume)
    {
        var slot = new SlotExample
        {
            Phase = SlotPhase.Vacant,
            Generation = 0,
            LaunchImages = asksForWeights ? [Chat.Image.Digest, ChatWeights] : [Chat.Image.Digest],
        };

        Assert.Equal(Expected(volume), ReadyOn(slot));
    }

    private static TimeSpan ReadyOn(SlotExample slot)
    {
        var option = Assert.Single(Decide(Wanting(Caching, [1], slot).Caching(Chat.Image.Digest, ChatWeights)).Decision.Placements).Chosen;
        Assert.Equal(PlacementClass.Booting, option.Class);
        return option.ExpectedReadyAt - Now;
    }

    private static TimeSpan ReadyIn(EndpointSpec spec, params ImageDigest[] ready) =>
        Assert.Single(Decide(Wanting(spec, [1]).Caching(ready)).Decision.Placements).Chosen.ExpectedReadyAt - Now;

    private static LaunchIntent LaunchOf(EndpointSpec spec) => Assert.Single(Decide(Wanting(spec, [1])).Changes).Intent.Launch!;

    private static TimeSpan Expected(StartupMechanism? volume) => Model.Estimate(new StartupQuery
    {
        InstanceType = new("g6.2xlarge"),
        Mechanism = StartupMechanism.SnapshotRate,
        WeightsVolume = volume,
        Image = Chat.Image.CompressedSize,
        Weights = Chat.Weights!.Size,
        NewInstance = true,
    }).Expected;
}
