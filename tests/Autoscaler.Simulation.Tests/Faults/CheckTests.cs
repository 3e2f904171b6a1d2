using Autoscaler.Cloud.Instances;
using Autoscaler.Cloud.Simulated;
using Autoscaler.Cloud.Simulated.Instances;
using Autoscaler.Contracts.Caching;
using Autoscaler.Contracts.Capacity;
using Autoscaler.Contracts.Endpoints;
using Autoscaler.Contracts.Slots;
using Autoscaler.Simulation.Faults.Checks;

namespace Autoscaler.Simulation.Tests.Faults;

/// <summary>Each check finds what it is for: a check that can never fail proves nothing.</summary>
public class CheckTests
{
    private static readonly DateTimeOffset Now = DateTimeOffset.UnixEpoch;

    private static readonly LaunchedInstance Launch = new(
        Now, Readings.Slot, 1, Readings.Instance, new InstancePool(Specs.Small, Specs.ZoneA), [new SnapshotWriter(new SnapshotId("snap-1"), Specs.A)], []);

    public static TheoryData<string> BrokenConvergence => [.. Unconverged.Keys];

    private static Dictionary<string, EndpointReading> Unconverged { get; } = new()
    {
        ["a copy is missing"] = Readings.Converged with { View = Readings.ViewOf(wanted: 1, ready: 0) },
        ["more is wanted than demand calls for"] = Readings.Converged with { View = Readings.ViewOf(wanted: 2, ready: 2) },
        ["a copy is on its way"] = Readings.Converged with { View = Readings.ViewOf(wanted: 1, ready: 1, coming: 1) },
        ["a copy drains"] = Readings.Converged with { View = Readings.ViewOf(wanted: 1, ready: 1, draining: 1) },
        ["the cloud has another copy than the endpoint believes"] = Readings.Converged with { ReadyInCloud = [2] },
        ["no decision was made"] = Readings.Converged with { View = Readings.Converged.View with { Components = [] } },
        ["launches are stopped"] = Readings.Converged with
        {
            View = Readings.Converged.View with { Components = [Readings.Converged.View.Components[0] with { LaunchesStopped = true }] },
        },
        ["the spec is an old one"] = Readings.Converged with
        {
            View = Readings.Converged.View with { Spec = Readings.Spec with { Components = [Specs.Component(digit: 'b')] } },
        },
        ["the endpoint is being deleted"] = Readings.Converged with { View = Readings.Converged.View with { Phase = EndpointPhase.Deleting } },
        ["the owner waits"] = Readings.Converged with { OwnerWaitsFor = "no answer" },
        ["a slot launches"] = With(Readings.Running with { Phase = SlotPhase.Launching }),
        ["a slot boots"] = With(Readings.Running with { Phase = SlotPhase.Booting }),
        ["a slot drains"] = With(Readings.Running with { Phase = SlotPhase.Draining }),
        ["a slot terminates"] = With(Readings.Running with { Phase = SlotPhase.Terminating }),
        ["an instance is empty"] = With(Readings.Running with { Copies = [] }),
        ["a copy starts"] = With(Readings.Running with { Copies = [Readings.Running.Copies[0] with { Phase = CopyPhase.Starting }] }),
        ["the endpoint knows an old slot"] = With(Readings.Running with { Version = 6 }),
        ["an entry is being built"] = Readings.Converged with { Cache = Readings.CacheOf(CacheEntryState.Building) },
        ["an entry is missing"] = Readings.Converged with { Cache = Readings.Cache with { Entries = [] } },
        ["an entry is too many"] = Readings.Converged with
        {
            Cache = Readings.Cache with { Entries = [.. Readings.Cache.Entries, Readings.EntryOf(Specs.Image('b').Digest, CacheEntryState.Ready)] },
        },
        ["the endpoint knows an old cache"] = Readings.Converged with { View = Readings.Converged.View with { Cache = CacheReport.Untouched } },
        ["a deleted endpoint is there"] = Readings.Absent with { View = Readings.Converged.View },
        ["a deleted endpoint has something live"] = Readings.Absent with { Live = Readings.Converged.Live },
        ["a deleted endpoint has a cache"] = Readings.Absent with { Cache = Readings.Cache },
        ["a deleted endpoint has a slot in use"] = Readings.Absent with { Slots = [Readings.Running] },
    };

    [Fact]
    public void Checks_OfWhatIsRight_FindNothing()
    {
        Assert.Empty(ConvergenceCheck.Run(Readings.Converged));
        Assert.Empty(ConvergenceCheck.Run(Readings.Absent));
        Assert.Empty(OwnershipCheck.Run(Readings.Converged));
        Assert.Empty(OwnershipCheck.Run(Readings.Absent));
        Assert.Empty(LaunchCheck.Run(new LaunchReading([Launch, Launch with { Generation = 2 }], [])));
        Assert.Empty(IsolationCheck.Run(new LaunchReading([Launch], [])));
        Assert.Empty(IsolationCheck.Run([new HeldBytes(Specs.A, TaggedResourceKind.Volume, "vol-1", "sha256:a", Specs.A)]));
    }

    [Theory]
    [MemberData(nameof(BrokenConvergence))]
    public void ConvergenceCheck_OneThingWrong_IsFound(string wrong)
    {
        var findings = ConvergenceCheck.Run(Unconverged[wrong]);

        Assert.NotEmpty(findings);
        Assert.All(findings, finding => Assert.Equal((ConvergenceCheck.Name, Specs.A), (finding.Check, finding.Endpoint!.Value)));
    }

    [Fact]
    public void LaunchCheck_GenerationLaunchedTwice_IsFound()
    {
        var finding = Assert.Single(LaunchCheck.Run(new LaunchReading([Launch, Launch with { Instance = new InstanceId("i-2") }], [])));

        Assert.Equal((LaunchCheck.Name, (EndpointId?)Specs.A, 0), (finding.Check, finding.Endpoint, finding.Slot));
        Assert.Contains("i-2 after i-1", finding.Found, StringComparison.Ordinal);
    }

    [Fact]
    public void LaunchCheck_TwoInstancesOfASlotAtOnce_IsFound() =>
        Assert.Single(LaunchCheck.Run(new LaunchReading([Launch with { Beside = [new InstanceId("i-0")] }], [])));

    [Fact]
    public void LaunchCheck_CallThatTheCloudRefusedAsAMistake_IsFound() =>
        Assert.Single(LaunchCheck.Run(new LaunchReading([], [new LaunchMistake(Now, Readings.Slot, 1, "IdempotentParameterMismatch")])));

    [Fact]
    public void IsolationCheck_BootFromAnothersSnapshot_IsFound()
    {
        var launch = Launch with { Snapshots = [new SnapshotWriter(new SnapshotId("snap-9"), Specs.B)] };

        Assert.Contains("globex/chat", Assert.Single(IsolationCheck.Run(new LaunchReading([launch], []))).Found, StringComparison.Ordinal);
    }

    [Fact]
    public void IsolationCheck_BytesInWrongHands_AreFound() =>
        Assert.Single(IsolationCheck.Run([new HeldBytes(Specs.A, TaggedResourceKind.Volume, "vol-1", "sha256:a", Specs.B)]));

    [Theory]
    [InlineData("an instance of an older generation")]
    [InlineData("a volume whose instance is gone")]
    [InlineData("a snapshot of an older build")]
    [InlineData("a builder of a ready entry")]
    [InlineData("an instance that is gone")]
    [InlineData("a snapshot that is gone")]
    public void OwnershipCheck_OneThingWrong_IsFound(string wrong)
    {
        var image = Readings.Spec.Components[0].Image.Digest;
        var live = Readings.Converged.Live;
        var broken = wrong switch
        {
            "an instance of an older generation" => Readings.Converged with { Live = live.Add(Readings.Live(TaggedResourceKind.Instance, "i-0", new ResourceOrigin.Launch(Readings.Slot, 1))) },
            "a volume whose instance is gone" => Readings.Absent with { Live = [Readings.Live(TaggedResourceKind.Volume, "vol-0", new ResourceOrigin.Launch(Readings.Slot, 2))] },
            "a snapshot of an older build" => Readings.Converged with { Live = live.Add(Readings.Live(TaggedResourceKind.Snapshot, "snap-0", new ResourceOrigin.Build(image, 0))) },
            "a builder of a ready entry" => Readings.Converged with { Live = live.Add(Readings.Live(TaggedResourceKind.Builder, "i-9", new ResourceOrigin.Build(image, 1))) },
            "an instance that is gone" => Readings.Converged with { Live = [live[1]] },
            _ => Readings.Converged with { Live = [live[0]] },
        };

        Assert.Equal(OwnershipCheck.Name, Assert.Single(OwnershipCheck.Run(broken)).Check);
    }

    private static EndpointReading With(SlotReport slot) => Readings.Converged with { Slots = [slot] };
}
