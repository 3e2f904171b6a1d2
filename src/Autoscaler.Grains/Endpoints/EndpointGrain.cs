using Autoscaler.Contracts.Caching;
using Autoscaler.Contracts.Capacity;
using Autoscaler.Contracts.Decisions;
using Autoscaler.Contracts.Demand;
using Autoscaler.Contracts.Endpoints;
using Autoscaler.Contracts.Journal;
using Autoscaler.Contracts.Slots;
using Autoscaler.Decisions;
using Autoscaler.Decisions.Startup;
using Autoscaler.Grains.Access;
using Autoscaler.Grains.Journal;
using Autoscaler.Grains.Storage;
using Autoscaler.Grains.Telemetry;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Autoscaler.Grains.Endpoints;

/// <summary>
/// One endpoint. Reports and samples are recorded as they come; a tick takes one snapshot of them, has it decided, writes what the decision asks of the slots, and then
/// tells them. A hold writes nothing. It has no timer: its feed ticks it.
/// </summary>
internal sealed partial class EndpointGrain(
    [PersistentState("endpoint")] IPersistentState<EndpointState> storage,
    Decider decider,
    InstancePrices prices,
    StartupModel model,
    IFleetJournal journal,
    IJournalStore history,
    TimeProvider clock,
    IOptions<FleetOptions> options,
    DecisionInstruments instruments,
    ILogger<EndpointGrain> logger) : Grain, IEndpointGrain
{
    // What a tick learns from the cache, or tells its tenant, is worth waiting for so long; the decision is worth more.
    private static readonly TimeSpan AsideDeadline = TimeSpan.FromSeconds(5);

    // Slots are told their intents so many at a time.
    private const int MaxParallelApplies = 32;

    // What lost its activation is woken by the next look at it: soon where something is under way, now and then where nothing is.
    private const int TicksBetweenLooks = 30;
    private const int TicksBetweenLooksUnderWay = 3;

    // Failures remembered at the most; a runaway policy counts up to 100 a component.
    private const int MaxFailures = 1000;

    private readonly SlotTable _slots = new();
    private CommittedState<EndpointState>? _state;
    private EndpointId _id;
    private DemandBook _demand = DemandBook.Empty;
    private CacheReport _cache = CacheReport.Untouched;
    private CapacitySnapshot _capacity = CapacitySnapshot.Empty;
    private ImmutableArray<ComponentDecision> _latest = [];
    private bool _isLoaded;
    private bool _wantsRefill = true;
    private long _ticks;
    private DateTimeOffset _tickedAt;
    private decimal _watchUsdPerMonth;

    private CommittedState<EndpointState> State => _state!;

    private EndpointState Current => _state!.Current;

    private IImageCacheGrain Cache => GrainFactory.GetGrain<IImageCacheGrain>(_id.ToString());

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        await base.OnActivateAsync(cancellationToken);
        _id = GrainKeys.Read(this.GetPrimaryKeyString(), EndpointId.Parse);
        _state = new CommittedState<EndpointState>(storage, GiveUp);
        _slots.Assign(Current.Slots, _id);
    }

    public async Task<TickAnswer> TickAsync(EndpointTick tick, CancellationToken cancellationToken)
    {
        using var span = GrainTrace.Begin("endpoint.tick");
        span?.SetTag("autoscaler.endpoint", _id.ToString());
        if (Current.Phase == EndpointPhase.Absent)
        {
            // Nobody would tick again an endpoint that another activation has just made.
            await State.VerifyAsync(cancellationToken);
            return TickAnswer.Stop;
        }

        _tickedAt = clock.GetUtcNow();
        await LoadAsync(cancellationToken);
        _capacity = tick.Capacity;
        _watchUsdPerMonth = tick.WatchUsdPerMonth ?? _watchUsdPerMonth;
        if (Current.Phase == EndpointPhase.Active)
        {
            await RollAsync(cancellationToken);
        }

        RecordDemand(tick.Demand, tick.Period);
        await RepairAsync(cancellationToken);
        if (Current.Phase == EndpointPhase.Deleting)
        {
            EndHolds();
            var answered = await DissolveAsync(cancellationToken);
            ReleaseWaiting();
            await TellTenantAsync(cancellationToken);
            return answered;
        }

        if (!Current.Overrides.IsEmpty)
        {
            await EndExpiredOverridesAsync(cancellationToken);
        }

        await ScaleAsync(cancellationToken);
        ReleaseWaiting();
        RecordDecided(tick.At);
        await TellTenantAsync(cancellationToken);
        var answer = _wantsRefill ? TickAnswer.Refill : TickAnswer.Continue;
        _wantsRefill = false;
        return answer;
    }

    public async Task<ChangeResult> PushDemandAsync(ImmutableArray<ComponentDemand> demand, CancellationToken cancellationToken)
    {
        if (Current.Phase != EndpointPhase.Active)
        {
            return await AnswerAsync(WriteOutcome.Absent, cancellationToken);
        }

        var errors = PushedDemandRules.Validate(demand, Current.Spec!);
        if (!errors.IsEmpty)
        {
            return new ChangeResult(WriteOutcome.Refused, errors, Current.Version);
        }

        RecordDemand(demand, _demand.Period);
        return new ChangeResult(WriteOutcome.Changed, [], Current.Version);
    }

    public Task ReportSlotAsync(SlotReport report, CancellationToken cancellationToken)
    {
        _slots.Record(report);
        ReleaseWaiting();
        return Task.CompletedTask;
    }

    public Task ReportCacheAsync(CacheReport report, CancellationToken cancellationToken)
    {
        Record(report);
        return Task.CompletedTask;
    }

    // An activation ends once no call to it runs, so nobody may wait in it any more.
    private void GiveUp()
    {
        Waiting.Close();
        DeactivateOnIdle();
    }

    // After an activation nothing is known of the slots and the cache but what they say themselves.
    private async Task LoadAsync(CancellationToken cancellationToken)
    {
        if (_isLoaded)
        {
            return;
        }

        await _slots.AskAsync(GrainFactory, _id, _slots.Ordinals, cancellationToken);
        _isLoaded = true;
        await AskCacheAsync(cancellationToken);
    }

    // What was written and could not be told is told again; what has been silent for long is asked.
    private async Task RepairAsync(CancellationToken cancellationToken)
    {
        if (_cache.WantedVersion < Current.WantedImagesVersion)
        {
            await TellCacheAsync(cancellationToken);
        }

        if (_slots.HasUntold)
        {
            await TellSlotsAsync(cancellationToken);
        }

        _ticks++;
        if (_ticks % TicksBetweenLooks == 0)
        {
            await State.VerifyAsync(cancellationToken);
            await AskSlotsAsync(_slots.OrdinalsWithInstances, cancellationToken);
            await AskCacheAsync(cancellationToken);
        }
        else if (_ticks % TicksBetweenLooksUnderWay == 0)
        {
            await AskSlotsAsync(_slots.OrdinalsUnderWay, cancellationToken);
            if (_cache.Entries.Any(entry => entry.State != CacheEntryState.Ready))
            {
                await AskCacheAsync(cancellationToken);
            }
        }
    }

    private async Task AskSlotsAsync(IEnumerable<int> ordinals, CancellationToken cancellationToken)
    {
        try
        {
            await _slots.AskAsync(GrainFactory, _id, ordinals, cancellationToken);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // A slot that does not answer is decided on by what it said last, and asked again.
            var level = FaultLevel.Of(e);
            LogAskFailed(level, _id, e);
        }
    }

    private async Task AskCacheAsync(CancellationToken cancellationToken)
    {
        try
        {
            Record(await Cache.GetReportAsync(_cache.Version, cancellationToken).AsTask().WaitAsync(AsideDeadline, clock, cancellationToken));
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // Scaling never waits for a cache.
            var level = FaultLevel.Of(e);
            LogCacheFailed(level, _id, e);
        }
    }

    private void Record(CacheReport report) => _cache = report.Version >= _cache.Version ? report : _cache;

    private void RecordDemand(ImmutableArray<ComponentDemand> demand, TimeSpan period)
    {
        // A clock ahead of ours, or whoever pushes: a period that has not begun cannot have been measured, and would push the true ones out of the window.
        var now = clock.GetUtcNow();
        var begun = demand.All(component => component.Samples.All(sample => sample.Start <= now))
            ? demand
            : [.. demand.Select(component => component with { Samples = component.Samples.RemoveAll(sample => sample.Start > now) })];
        _demand = _demand.For(EffectiveSpec, period, now).With(begun, _slots.Fleet);
        RecordSamples(begun);
    }

    private async Task ScaleAsync(CancellationToken cancellationToken)
    {
        var snapshot = Snapshot();
        var plan = Decide(snapshot);
        _demand = _demand.With(plan);
        _latest = plan.Decision.Components;
        RecordHold(plan.Decision);
        if (plan.Writes)
        {
            await CommitAsync(plan, cancellationToken);
        }
    }

    private EndpointPlan Decide(EndpointSnapshot snapshot)
    {
        // The span of the decision alone: what follows from it belongs to the tick.
        using var span = GrainTrace.Note("endpoint.decide");
        var begun = clock.GetTimestamp();
        var plan = decider.Decide(snapshot);
        instruments.OnDecided(clock.GetElapsedTime(begun));
        if (span is { IsAllDataRequested: true })
        {
            span.SetTag("autoscaler.acts", plan.Decision.Acts);
            foreach (var component in plan.Decision.Components)
            {
                span.SetTag($"autoscaler.component.{component.Component}", $"{component.Ready + component.Coming} of {component.Wanted}, {component.Reason}, limit {component.Limit}");
            }
        }

        return plan;
    }

    private async Task CommitAsync(EndpointPlan plan, CancellationToken cancellationToken)
    {
        var now = plan.Decision.At;
        await State.UpdateAsync(
            state => state with
            {
                Slots = SlotTable.Merge(state.Slots, plan.Changes),
                NextDecision = state.NextDecision + (plan.Decision.Acts ? 1 : 0),
                NextCopy = plan.NextCopy,
                Wanted = [.. plan.Decision.Components.Select(component => new WantedCount(component.Component, component.Wanted))],
                Failures = Remembered(state, plan, now),
                Placed = PlacementCounts.Add(state.Placed, plan.Decision.Placements),
                DiskUses = DiskUsesAfter(state, plan),
                RecentLaunches = [.. state.RecentLaunches.Where(at => now - at < TimeSpan.FromMinutes(1)), .. plan.Decision.Launches.Select(_ => now)],
            },
            cancellationToken);
        _slots.Assign(Current.Slots, _id);
        if (plan.Decision.Acts)
        {
            Announce(new DecisionMade(now, _id, plan.Decision));
        }

        await TellSlotsAsync(cancellationToken);
    }

    private static ImmutableArray<ComponentFailure> Remembered(EndpointState state, EndpointPlan plan, DateTimeOffset now)
    {
        var window = state.Spec!.Components.Max(component => component.Policy.Runaway.Window);
        return [.. state.Failures.Concat(plan.NewFailures).Where(failure => now - failure.At < window).TakeLast(MaxFailures)];
    }

    private async Task TellSlotsAsync(CancellationToken cancellationToken)
    {
        foreach (var some in _slots.Untold().Chunk(MaxParallelApplies))
        {
            await Task.WhenAll(some.Select(assignment => TellAsync(assignment, cancellationToken)));
        }
    }

    private async Task TellAsync(SlotAssignment assignment, CancellationToken cancellationToken)
    {
        var slot = new SlotId(_id, assignment.Ordinal);
        try
        {
            _slots.Record(await GrainFactory.GetGrain<IInstanceSlotGrain>(slot.ToString()).ApplyAsync(assignment.Intent, cancellationToken));
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // The intent is written: the next tick tells it again.
            var level = FaultLevel.Of(e);
            LogTellFailed(level, slot, assignment.Intent.Version, e);
        }
    }

    private EndpointSnapshot Snapshot() => new()
    {
        Spec = EffectiveSpec,
        Now = clock.GetUtcNow(),
        Components = _demand.Snapshots(Current.Wanted),
        Fleet = _slots.Fleet,
        Cache = _cache,
        Capacity = _capacity,
        Prices = prices.Of(Current.Spec!),
        Failures = Current.Failures,
        RecentLaunches = Current.RecentLaunches,
        IsPaused = Current.IsPaused,
        Overrides = Current.Overrides,
        Activations = Current.Activations,
        NextDecision = Current.NextDecision,
        NextCopy = Current.NextCopy,
    };

    [LoggerMessage("A slot of {Endpoint} did not say how it is; it is asked again.")]
    private partial void LogAskFailed(LogLevel level, EndpointId endpoint, Exception exception);

    [LoggerMessage("The cache of {Endpoint} did not answer; it is asked again.")]
    private partial void LogCacheFailed(LogLevel level, EndpointId endpoint, Exception exception);

    [LoggerMessage("Slot {Slot} could not be told intent {Version}; it is told again.")]
    private partial void LogTellFailed(LogLevel level, SlotId slot, long version, Exception exception);
}
