using Autoscaler.Contracts.Caching;
using Autoscaler.Contracts.Capacity;
using Autoscaler.Contracts.Decisions;
using Autoscaler.Contracts.Endpoints;
using Autoscaler.Contracts.Journal;
using Autoscaler.Contracts.Slots;
using Autoscaler.Contracts.Specs;
using Autoscaler.SiloHost.Demo;
using Autoscaler.SiloHost.Journal;
using Autoscaler.SiloHost.Tests.Kit;

namespace Autoscaler.SiloHost.Tests.Journal;

public sealed class EventLinesTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset At = Start + new TimeSpan(0, 12, 31);
    private static readonly EndpointId Chat = EndpointId.Parse("acme/chat");
    private static readonly ComponentName Component = new("chat");
    private static readonly InstancePool Pool = new(new("g6.2xlarge"), new("us-east-1a"));

    private readonly EventLines _lines = new(new JournalClock(new ManualTime(Start), Start));

    [Fact]
    public void Of_AScaleOut_TellsWhyWhereAndUntilWhen()
    {
        var decision = Decision(ScalingReason.Panic, ScalingLimit.None) with
        {
            Placements = [Placement(1, PlacementClass.WarmWithWeights), Placement(2, PlacementClass.NewFromCache), Placement(3, PlacementClass.NewFromCache)],
        };

        Assert.Equal(
            "00:12:31  acme/chat      scale out   chat 3→9 (panic: demand 68 of 24)                            +3: 1 warm with weights, 2 new from cache; ready by 00:16:40",
            Assert.Single(_lines.Of(new DecisionMade(At, Chat, decision))));
    }

    [Fact]
    public void Of_AScaleInAndARelease_TellsBoth()
    {
        var decision = Decision(ScalingReason.DemandFell, ScalingLimit.Shrink) with
        {
            Drains = [new CopyDrain(new CopyId(Component, 1), 0, DrainReason.FreesInstance), new CopyDrain(new CopyId(Component, 2), 1, DrainReason.NotReadyYet)],
            Releases = [new InstanceRelease(4, ReleaseReason.BreakEven, TimeSpan.FromSeconds(260), TimeSpan.FromSeconds(258))],
        };

        Assert.Collection(
            _lines.Of(new DecisionMade(At, Chat, decision)),
            static line => Assert.Equal(
                "00:12:31  acme/chat      scale in    chat 3→9 (demand fell: demand 20 of 24, held by shrink)      -2: 1 frees instance, 1 not ready yet", line),
            static line => Assert.Equal("00:12:31  acme/chat      release     slot 4 (break even: empty for 00:04:20, worth keeping for 00:04:18)", line));
    }

    [Theory]
    [MemberData(nameof(SingleLines))]
    public void Of_AnEvent_TellsItInALine(FleetEvent happened, string expected) =>
        Assert.Equal($"00:12:31  acme/chat      {expected}", Assert.Single(_lines.Of(happened)));

    [Theory]
    [InlineData(CopyPhase.Ordered)]
    [InlineData(CopyPhase.Starting)]
    public void Of_AStepOfACopysStart_TellsNothing(CopyPhase phase) => Assert.Empty(_lines.Of(new CopyPhaseChanged(At, Chat, 1, Status(phase), null)));

    [Fact]
    public void Of_EveryCaseOfAFleetEvent_HasALine()
    {
        var told = SingleLines().Select(static row => row[0].GetType()).Append(typeof(DecisionMade)).Append(typeof(HoldsEnded)).ToHashSet();

        Assert.All(typeof(FleetEvent).Assembly.GetTypes().Where(static type => type.IsSubclassOf(typeof(FleetEvent))), type => Assert.Contains(type, told));
    }

    [Fact]
    public void Text_MoreThanADay_GoesOnCountingHours() => Assert.Equal("33:37:39", Autoscaler.Documents.EventText.Duration(new TimeSpan(33, 37, 39)));

    public static TheoryData<FleetEvent, string> SingleLines() => new()
    {
        { new SlotPhaseChanged(At, Chat, 7, 1, SlotPhase.Launching, null, [], null), "slot 7      launching" },
        {
            new SlotPhaseChanged(At, Chat, 7, 1, SlotPhase.Booting, Pool, [new ImageSource(new("sha256:1"), StartupMechanism.SnapshotRate, null)], null),
            "slot 7      booting g6.2xlarge@us-east-1a, images by snapshot-rate"
        },
        {
            new SlotPhaseChanged(At, Chat, 7, 2, SlotPhase.Vacant, Pool, [], new SlotFailure(2, SlotFailureKind.InstanceLost, At, "i-1 went away")),
            "slot 7      vacant (instance lost: i-1 went away)"
        },
        { new SlotPhaseChanged(At, Chat, 7, 3, SlotPhase.Vacant, Pool, [], new SlotFailure(2, SlotFailureKind.InstanceLost, At, "i-1 went away")), "slot 7      vacant" },
        { new CopyPhaseChanged(At, Chat, 7, Status(CopyPhase.Ready), TimeSpan.FromSeconds(258)), "copy        chat#5 ready on slot 7 00:04:18 after its order" },
        {
            new CopyPhaseChanged(At, Chat, 7, Status(CopyPhase.Failed) with { Failure = "deadline passed" }, null),
            "copy        chat#5 failed on slot 7 (deadline passed)"
        },
        { new CacheEntryChanged(At, Chat, Entry(DemoEndpoints.All[0].Components[0].Image.Digest)), "cache       vllm-qwen3-8b:v1 ready, 17.7 GB" },
        { new LaunchRefused(At, Chat, 7, [Pool]), "no capacity slot 7 asked g6.2xlarge@us-east-1a" },
        { new EndpointChanged(At, Chat, EndpointPhase.Active), "endpoint    active" },
        { new TrafficChanged(At, Chat, "begins"), "traffic     begins" },
        { new EndpointSteered(At, Chat, SteeringAction.Overridden, "ops (k1)", Component, 5, At + TimeSpan.FromMinutes(30)), "steered     overridden chat at 5 until 00:42:31 by ops (k1)" },
        { new ImageStaged(At, Chat, Rollout), "image       chat is scaled on registry.example/acme/vllm-qwen3-8b:v1 at sha256:2" },
        { new PurgeAdvanced(At, Chat, 2, PurgeScope.Endpoint, new PurgeStep(At, PurgePhase.Verifying, 3, "aa")), "purge       2 of endpoint: verifying, 3 live" },
        { new PurgeCompleted(At, Chat, Receipt), "receipt     2 of endpoint: 0 things, none live; bb" },
        { new OrphanDeleted(At, Chat, PurgedResourceKind.Volume, "vol-1"), "orphan      volume vol-1 was nobody's, and is deleted" },
    };

    private static ImageRollout Rollout => new()
    {
        Component = Component,
        Serving = DemoEndpoints.All[0].Components[0].Image with { Digest = new("sha256:2") },
        ServingSince = At,
    };

    private static PurgeReceipt Receipt => new()
    {
        Endpoint = Chat, Number = 2, Scope = PurgeScope.Endpoint, BeganAt = At, EndedAt = At, PreviousHash = "aa", Hash = "bb",
    };

    private static ScalingDecision Decision(ScalingReason reason, ScalingLimit limit) => new()
    {
        Id = new DecisionId(Chat, 1),
        At = At,
        Components =
        [
            new ComponentDecision
            {
                Component = Component,
                Wanted = 9,
                Ready = 2,
                Coming = 1,
                Draining = 0,
                Reason = reason,
                Limit = limit,
                Demand = new DemandReading { Panic = 68, Peak = 20 },
            },
        ],
    };

    private static CopyPlacement Placement(long number, PlacementClass placementClass) => new(
        new CopyId(Component, number),
        new PlacementOption
        {
            Class = placementClass,
            Slot = (int)number,
            Pool = Pool,
            Mechanism = StartupMechanism.SnapshotRate,
            ExpectedReadyAt = Start + new TimeSpan(0, 16, 37 + (int)number),
            AddedPrice = default,
        },
        []);

    private static CopyStatus Status(CopyPhase phase) => new() { Id = new CopyId(Component, 5), Phase = phase, PhaseEnteredAt = At };

    private static CacheEntryView Entry(ImageDigest image) => new()
    {
        Image = image,
        State = CacheEntryState.Ready,
        StateEnteredAt = At,
        CompressedSize = ByteCount.FromGigabytes(17.7),
        Builds = 1,
        Hits = 0,
        Misses = 0,
    };
}
