using Autoscaler.Cloud.Instances;
using Autoscaler.Cloud.Simulated;
using Autoscaler.Contracts.Caching;
using Autoscaler.Contracts.Decisions;
using Autoscaler.Contracts.Endpoints;
using Autoscaler.Contracts.Slots;
using Autoscaler.Contracts.Specs;
using Autoscaler.Simulation.Faults.Checks;
using Autoscaler.Simulation.Faults.Scenarios;

namespace Autoscaler.Simulation.Tests.Faults;

/// <summary>Readings as they should be; tests break one thing in them.</summary>
internal static class Readings
{
    public static readonly SlotId Slot = new(Specs.A, 0);
    public static readonly InstanceId Instance = new("i-1");
    public static readonly EndpointSpec Spec = Specs.Endpoint(Specs.A);

    public static SlotReport Running { get; } = SlotReport.Untouched(Slot) with
    {
        Version = 5,
        Generation = 2,
        Phase = SlotPhase.Running,
        Instance = Instance,
        Copies = [new CopyStatus { Id = new CopyId(Spec.Components[0].Name, 1), Phase = CopyPhase.Ready, PhaseEnteredAt = DateTimeOffset.UnixEpoch }],
    };

    public static CacheReport Cache { get; } = CacheOf(CacheEntryState.Ready);

    /// <summary>One copy wanted, ready, and live; one image, cached.</summary>
    public static EndpointReading Converged { get; } = new()
    {
        Expected = new ExpectedEndpoint(Specs.A, Spec, Deletions: 0, [1]),
        View = ViewOf(wanted: 1, ready: 1),
        Slots = [Running],
        Cache = Cache,
        ReadyInCloud = [1],
        Live = [Live(TaggedResourceKind.Instance, "i-1", new ResourceOrigin.Launch(Slot, 2)), Live(TaggedResourceKind.Snapshot, "snap-1", new ResourceOrigin.Build(Spec.Components[0].Image.Digest, 1))],
    };

    /// <summary>Deleted, with nothing left.</summary>
    public static EndpointReading Absent { get; } = Converged with
    {
        Expected = new ExpectedEndpoint(Specs.A, null, Deletions: 0, []),
        View = new EndpointView { Id = Specs.A, Phase = EndpointPhase.Absent },
        Slots = [SlotReport.Untouched(Slot)],
        Cache = CacheReport.Untouched,
        ReadyInCloud = [],
        Live = [],
    };

    public static LiveResource Live(TaggedResourceKind kind, string id, ResourceOrigin origin) => new(new TaggedResource(kind, id, Specs.A), origin);

    public static CacheReport CacheOf(CacheEntryState state) => new(3, 1, [EntryOf(Spec.Components[0].Image.Digest, state)], IsEmpty: false);

    public static CacheEntryView EntryOf(ImageDigest image, CacheEntryState state) => new()
    {
        Image = image,
        State = state,
        StateEnteredAt = DateTimeOffset.UnixEpoch,
        CompressedSize = ByteCount.FromGigabytes(1),
        Builds = 1,
        Hits = 0,
        Misses = 0,
    };

    public static EndpointView ViewOf(int wanted, int ready, int coming = 0, int draining = 0) => new()
    {
        Id = Specs.A,
        Phase = EndpointPhase.Active,
        Spec = Spec,
        Slots = [Running],
        Cache = Cache,
        Components =
        [
            new ComponentView
            {
                Name = Spec.Components[0].Name,
                Latest = new ComponentDecision
                {
                    Component = Spec.Components[0].Name,
                    Wanted = wanted,
                    Ready = ready,
                    Coming = coming,
                    Draining = draining,
                    Reason = ScalingReason.WithinTolerance,
                },
            },
        ],
    };
}
