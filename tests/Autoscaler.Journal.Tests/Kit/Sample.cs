using Autoscaler.Contracts.Caching;
using Autoscaler.Contracts.Capacity;
using Autoscaler.Contracts.Decisions;
using Autoscaler.Contracts.Endpoints;
using Autoscaler.Contracts.History;
using Autoscaler.Contracts.Journal;
using Autoscaler.Contracts.Slots;
using Autoscaler.Contracts.Specs;
using Autoscaler.Grains.Journal;

namespace Autoscaler.Journal.Tests.Kit;

/// <summary>Things that a journal keeps.</summary>
internal static class Sample
{
    public static readonly DateTimeOffset At = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);
    public static readonly EndpointId Chat = EndpointId.Parse("acme/chat");
    public static readonly EndpointId Search = EndpointId.Parse("acme/search");
    public static readonly EndpointId Foreign = EndpointId.Parse("globex/chat");

    /// <summary>Nobody looks at it.</summary>
    public static readonly EndpointId Other = EndpointId.Parse("other/other");

    public static readonly ComponentName Llm = new("llm");

    private static readonly InstancePool Pool = new(new InstanceTypeName("g6.2xlarge"), new ZoneName("us-east-1a"));
    private static readonly ImageDigest Digest = new($"sha256:{new string('a', 64)}");

    public static EndpointChanged Changed(EndpointId endpoint, DateTimeOffset? at = null) => new(at ?? At, endpoint, EndpointPhase.Active);

    public static HoldsEnded Holds(EndpointId endpoint, DateTimeOffset? at = null, long ticks = 60) =>
        new(at ?? At, endpoint, (at ?? At) - TimeSpan.FromSeconds(10 * ticks), ticks, [Component()]);

    public static DecisionMade Decision(EndpointId endpoint, long number, DateTimeOffset? at = null) => new(
        at ?? At,
        endpoint,
        new ScalingDecision
        {
            Id = new DecisionId(endpoint, number),
            At = at ?? At,
            Components = [Component()],
            Drains = [],
        });

    /// <summary>One of each kind, with something in every member where that is easily said.</summary>
    public static ImmutableArray<FleetEvent> OfEachKind(EndpointId endpoint) =>
    [
        Decision(endpoint, 1),
        Holds(endpoint),
        new SlotPhaseChanged(At, endpoint, 3, 2, SlotPhase.Vacant, Pool, [new ImageSource(Digest, StartupMechanism.SnapshotRate, new SnapshotId("snap-1"))], new SlotFailure(2, SlotFailureKind.BootFailed, At, "it said “no”")),
        new CopyPhaseChanged(At, endpoint, 3, new CopyStatus { Id = new CopyId(Llm, 7), Phase = CopyPhase.Ready, PhaseEnteredAt = At }, TimeSpan.FromSeconds(252.5)),
        new CacheEntryChanged(At, endpoint, new CacheEntryView
        {
            Image = Digest, State = CacheEntryState.Ready, StateEnteredAt = At, CompressedSize = ByteCount.FromGigabytes(17.7), Builds = 1, Hits = 2, Misses = 3,
        }),
        new LaunchRefused(At, endpoint, 4, [Pool]),
        Changed(endpoint),
        new EndpointSteered(At, endpoint, SteeringAction.Overridden, "operator", Llm, 7, At + TimeSpan.FromMinutes(30)),
    ];

    public static ChangeRecord Change(string action, TenantId? tenant = null, EndpointId? endpoint = null, DateTimeOffset? at = null) => new()
    {
        At = at ?? At,
        KeyId = "key-1",
        Actor = "alice",
        Tenant = tenant ?? endpoint?.Tenant,
        Endpoint = endpoint,
        Action = action,
        Fields = [new ChangedField("components[llm].maxCopies", "4", null)],
    };

    public static DemandRow Row(EndpointId endpoint, DateTimeOffset start, double? concurrency = null, double? arrivals = null, int? wanted = null, int? ready = null, int? coming = null, string component = "llm") =>
        new(endpoint, new ComponentName(component), new DemandPoint(start, concurrency, arrivals, wanted, ready, coming));

    private static ComponentDecision Component() => new() { Component = Llm, Wanted = 3, Ready = 2, Coming = 1, Draining = 0, Reason = ScalingReason.TargetExceeded };
}
