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
    private static readonly CachePolicy On = new() { CachesWeights = true };
    private static readonly EndpointSpec Caching = SpecExamples.Valid with { InstanceTypes = [new("g6.2xlarge")], Cache = On };
    private static readonly EndpointSpec Fetching = Caching with { Cache = new CachePolicy() };

    [Fact]
    public void Decide_NewInstance_IsExpectedByItsWeightsVolume()
    {
        Assert.Equal(Expected(StartupMechanism.SnapshotRate), ReadyIn(Caching));
        Assert.Equal(Expected(null), ReadyIn(Fetching));
        Assert.True(ReadyIn(Caching) < ReadyIn(Fetching));
    }

    [Fact]
    public void Decide_NewInstance_IsLaunchedWithTheWeightsOfItsCopies()
    {
        Assert.Equal(Chat.Weights, Assert.Single(LaunchOf(Caching).Weights));
        Assert.Empty(LaunchOf(Fetching).Weights);
    }

    [Fact]
    public void Decide_ComponentsOfOneInstance_LaunchItWithEachVersionOnceSorted()
    {
        var components = new[] { "b", "a", "a", null }.Select((version, i) => Chat with
        {
            Name = new ComponentName($"chat-{i}"),
            MemoryPerCopy = ByteCount.FromGigabytes(4),
            Weights = version is null ? null : new WeightsSpec(new WeightsVersion(version), ByteCount.FromGigabytes(5)),
        });
        var spec = Caching with { Components = [.. components], InstanceTypes = [new("g6.12xlarge")] };

        var slot = Assert.Single(Decide(Wanting(spec, [1, 1, 1, 1])).Changes);

        Assert.Equal(["a", "b"], slot.Intent.Launch!.Weights.Select(weights => weights.Version.Value));
    }

    [Theory]
    [InlineData(true, true, StartupMechanism.SnapshotRate)]
    [InlineData(true, false, null)] // The launch was for other weights.
    [InlineData(false, true, null)] // The policy is on since; the launch was made before.
    public void Decide_InstanceThatComes_IsExpectedByWhatItWasLaunchedWith(bool isOn, bool hasWeights, StartupMechanism? volume)
    {
        var slot = new SlotExample
        {
            Phase = SlotPhase.Booting,
            LaunchedAt = Now,
            LaunchImages = [Chat.Image.Digest],
            LaunchCache = isOn ? On : new CachePolicy(),
            LaunchWeights = isOn && hasWeights ? [Chat.Weights!] : [],
            Images = [new(Chat.Image.Digest, StartupMechanism.SnapshotRate, new("snap-1"))],
        };

        var option = Assert.Single(Decide(Wanting(Caching, [1], slot).Caching(Chat.Image.Digest)).Decision.Placements).Chosen;

        Assert.Equal(PlacementClass.Booting, option.Class);
        Assert.Equal(Expected(volume), option.ExpectedReadyAt - Now);
    }

    private static TimeSpan ReadyIn(EndpointSpec spec) =>
        Assert.Single(Decide(Wanting(spec, [1]).Caching(Chat.Image.Digest)).Decision.Placements).Chosen.ExpectedReadyAt - Now;

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
