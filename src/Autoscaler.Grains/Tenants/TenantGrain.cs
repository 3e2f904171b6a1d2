using System.Globalization;
using Autoscaler.Contracts.Access;
using Autoscaler.Contracts.Endpoints;
using Autoscaler.Contracts.Fleets;
using Autoscaler.Contracts.History;
using Autoscaler.Contracts.Tenants;
using Autoscaler.Decisions.Specs;
using Autoscaler.Grains.Fleets;
using Autoscaler.Grains.Journal;
using Autoscaler.Grains.Storage;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Autoscaler.Grains.Tenants;

/// <summary>
/// One tenant. The names of its endpoints are stored: an endpoint is on the list before its first write, and until after its last. How they are is kept in memory. Whatever
/// only looks interleaves, and works on the list as it was when it began.
/// </summary>
internal sealed partial class TenantGrain(
    [PersistentState("tenant")] IPersistentState<TenantState> storage,
    IJournalStore history,
    TimeProvider clock,
    IOptions<FleetOptions> options,
    ILogger<TenantGrain> logger) : Grain, ITenantGrain
{
    // A page asks so many at a time, so that a short one does not ask all of a tenant.
    private const int MaxAskedForAPage = 32;

    // Between an endpoint's admission and its first write lie a few calls; whoever has not written by then will not.
    private static readonly TimeSpan AdmissionGrace = TimeSpan.FromMinutes(2);

    // Lists look at storage so often, so that asking costs nearly nothing.
    private static readonly TimeSpan LongestDoubt = TimeSpan.FromMinutes(1);

    private readonly Dictionary<string, DateTimeOffset> _admittedAt = new(StringComparer.Ordinal);
    private CommittedState<TenantState>? _state;
    private StateDoubt? _doubt;
    private EndpointSummaries? _summaries;
    private TenantId _id;

    private CommittedState<TenantState> State => _state!;

    private TenantState Current => _state!.Current;

    private EndpointSummaries Summaries => _summaries!;

    private IFleetDirectoryGrain Directory => GrainFactory.GetGrain<IFleetDirectoryGrain>(IFleetDirectoryGrain.Key);

    private IKeyRingGrain Keys => GrainFactory.GetGrain<IKeyRingGrain>(new KeyRingId(_id).ToString());

    private long? StandingVersion => Current.Exists ? Current.Version : null;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        await base.OnActivateAsync(cancellationToken);
        _id = new TenantId(this.GetPrimaryKeyString());
        _state = new CommittedState<TenantState>(storage, DeactivateOnIdle);
        _doubt = new StateDoubt(clock, LongestDoubt);
        _summaries = new EndpointSummaries(_id, GrainFactory, clock, options.Value.TickDeadline, TellSilent);
    }

    public async Task<ChangeResult> PutAsync(TenantSpec spec, WriteCondition condition, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(spec);
        if (!condition.Holds(StandingVersion))
        {
            return await AnswerAsync(WriteOutcome.Conflict, [], cancellationToken);
        }

        var errors = TenantRules.Validate(_id, spec);
        if (!errors.IsEmpty)
        {
            return await AnswerAsync(WriteOutcome.Refused, errors, cancellationToken);
        }

        if (Current.Exists && Current.Spec == spec)
        {
            return await AnswerAsync(WriteOutcome.Unchanged, [], cancellationToken);
        }

        var isCreated = !Current.Exists;
        if (!await PrepareAsync(cancellationToken))
        {
            return ChangeResult.Refused([TenantRules.TooManyTenants], 0);
        }

        await JournalPutAsync(isCreated ? null : Current.Spec, spec, cancellationToken);
        await State.UpdateAsync(state => (state.Exists ? state : Made(state)) with { Spec = spec, Version = state.Version + 1 }, cancellationToken);
        return new ChangeResult(isCreated ? WriteOutcome.Created : WriteOutcome.Changed, [], Current.Version);
    }

    public async Task<ChangeResult> DeleteAsync(WriteCondition condition, CancellationToken cancellationToken)
    {
        if (!condition.Holds(StandingVersion))
        {
            return await AnswerAsync(WriteOutcome.Conflict, [], cancellationToken);
        }

        if (!Current.Exists)
        {
            // Perhaps a deletion that did not get so far.
            await State.VerifyAsync(cancellationToken);
            await ForgetAsync(cancellationToken);
            return new ChangeResult(WriteOutcome.Absent, [], 0);
        }

        await PruneAsync(cancellationToken);
        if (!Current.Endpoints.IsEmpty)
        {
            return await AnswerAsync(WriteOutcome.Refused, [TenantRules.HasEndpoints(_id, Current.Endpoints)], cancellationToken);
        }

        await JournalAsync("tenant.delete", [new ChangedField("maxEndpoints", Text(Current.Spec.MaxEndpoints), null)], cancellationToken);

        // First it is no more, so that nobody makes a key for it, then its keys go. Should they not get gone, whoever makes it anew clears them away first.
        await State.UpdateAsync(static state => state with { Exists = false, Spec = new TenantSpec(), CreatedAt = null, Version = state.Version + 1 }, cancellationToken);
        await ForgetAsync(cancellationToken);
        return new ChangeResult(WriteOutcome.Changed, [], 0);
    }

    public async Task<ImmutableArray<SpecError>> AdmitAsync(EndpointId endpoint, CancellationToken cancellationToken)
    {
        if (Current.Has(endpoint.Name))
        {
            await State.VerifyAsync(cancellationToken);
            _admittedAt[endpoint.Name] = clock.GetUtcNow();
            return [];
        }

        var errors = await RefusalAsync(endpoint, cancellationToken);
        if (!errors.IsEmpty)
        {
            await State.VerifyAsync(cancellationToken);
            return errors;
        }

        if (!Current.Exists)
        {
            if (!await PrepareAsync(cancellationToken))
            {
                return [TenantRules.TooManyTenants];
            }

            await JournalPutAsync(null, Current.Spec, cancellationToken);
        }

        await State.UpdateAsync(state => (state.Exists ? state : Made(state) with { Version = state.Version + 1 }).With(endpoint.Name), cancellationToken);
        _admittedAt[endpoint.Name] = clock.GetUtcNow();
        return [];
    }

    public async Task ReleaseAsync(EndpointId endpoint, CancellationToken cancellationToken)
    {
        if (!await State.UpdateAsync(state => state.Without(endpoint.Name), cancellationToken))
        {
            await State.VerifyAsync(cancellationToken);
        }

        _admittedAt.Remove(endpoint.Name);
        Summaries.Forget(endpoint.Name);
    }

    public async Task ReportAsync(EndpointSummary endpoint, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        if (Current.Has(endpoint.Id.Name))
        {
            Summaries.Record(endpoint);
        }
        else if (endpoint.Phase != EndpointPhase.Absent && await Summaries.IsThereAsync(endpoint.Id.Name, cancellationToken) == true)
        {
            // Not a report that comes after the end: it was taken for one that was never made. It comes back in a turn of its own, as the first time.
            await GrainFactory.GetGrain<ITenantGrain>(_id.Value).AdmitAsync(endpoint.Id, cancellationToken);
        }
    }

    public async Task<TenantView> GetViewAsync(CancellationToken cancellationToken)
    {
        await _doubt!.SettleAsync(State, cancellationToken);
        var state = Current;
        await Summaries.LearnAsync(state.Endpoints, cancellationToken);
        var summary = FleetSummary.Empty with { Tenants = state.Exists ? 1 : 0 };
        foreach (var name in state.Endpoints)
        {
            summary = Summaries.Find(name) is { } endpoint ? summary.With(endpoint) : summary;
        }

        return new TenantView
        {
            Id = _id,
            Exists = state.Exists,
            Spec = state.Spec,
            Version = state.Exists ? state.Version : 0,
            CreatedAt = state.CreatedAt,
            Summary = summary,
        };
    }

    public async Task<EndpointPage> ListEndpointsAsync(EndpointQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        PageRules.ThrowUnlessLimit(query.Limit);
        await _doubt!.SettleAsync(State, cancellationToken);
        var page = ImmutableArray.CreateBuilder<EndpointSummary>();
        var names = Current.EndpointsAfter(_id, query.After).Where(name => query.NameContains is not { } part || name.Contains(part, StringComparison.Ordinal));
        foreach (var some in names.Chunk(MaxAskedForAPage))
        {
            await Summaries.LearnAsync(some, cancellationToken);
            foreach (var endpoint in some.Select(Summaries.Find).OfType<EndpointSummary>().Where(endpoint => query.Phase is not { } phase || endpoint.Phase == phase))
            {
                if (page.Count == query.Limit)
                {
                    return new EndpointPage(page.ToImmutable(), HasMore: true);
                }

                page.Add(endpoint);
            }
        }

        return new EndpointPage(page.ToImmutable(), HasMore: false);
    }

    // Why an endpoint may not come to be; empty if it may.
    private async Task<ImmutableArray<SpecError>> RefusalAsync(EndpointId endpoint, CancellationToken cancellationToken)
    {
        if (!NameSyntax.IsName(_id.Value))
        {
            return [TenantRules.InvalidName(_id)];
        }

        if (!Current.Exists && CallerContext.Current is { Tenant: not null })
        {
            return [TenantRules.Absent(_id)];
        }

        if (Current.Endpoints.Length >= Current.Spec.MaxEndpoints)
        {
            await PruneAsync(cancellationToken);
        }

        // Whether it is there is asked only here: nearly always there is room, and the question costs a call into the endpoint that waits for this one.
        return Current.Endpoints.Length >= Current.Spec.MaxEndpoints && await Summaries.IsThereAsync(endpoint.Name, cancellationToken) != true
            ? [TenantRules.TooManyEndpoints(_id, Current.Spec)]
            : [];
    }

    // Before a tenant is made: no key of one that was here before may open it, and it is listed. False where there are as many tenants as may be.
    private async Task<bool> PrepareAsync(CancellationToken cancellationToken)
    {
        if (Current.Exists)
        {
            return true;
        }

        // An activation that has missed that the tenant was made would clear away keys that are in use.
        await State.VerifyAsync(cancellationToken);
        await Keys.ClearAsync(cancellationToken);
        return await Directory.AddAsync(_id, cancellationToken);
    }

    private async Task ForgetAsync(CancellationToken cancellationToken)
    {
        await Keys.ClearAsync(cancellationToken);
        await Directory.RemoveAsync(_id, cancellationToken);
    }

    // Drops whoever was admitted and was never made.
    private async Task PruneAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await Summaries.LearnAsync(Current.Endpoints, cancellationToken);
        var gone = Current.Endpoints
            .Where(name => Summaries.Find(name) is null && !(_admittedAt.TryGetValue(name, out var admitted) && now - admitted < AdmissionGrace))
            .ToImmutableHashSet(StringComparer.Ordinal);
        if (gone.IsEmpty)
        {
            return;
        }

        await State.UpdateAsync(state => state with { Endpoints = state.Endpoints.RemoveAll(gone.Contains) }, cancellationToken);
        foreach (var name in gone)
        {
            _admittedAt.Remove(name);
            Summaries.Forget(name);
        }
    }

    private TenantState Made(TenantState state) => state with { Exists = true, CreatedAt = clock.GetUtcNow() };

    // What writes nothing is not answered on the word of an activation that has missed what another one did.
    private async Task<ChangeResult> AnswerAsync(WriteOutcome outcome, ImmutableArray<SpecError> errors, CancellationToken cancellationToken)
    {
        await State.VerifyAsync(cancellationToken);
        return new ChangeResult(outcome, errors, StandingVersion ?? 0);
    }

    private Task JournalPutAsync(TenantSpec? from, TenantSpec to, CancellationToken cancellationToken) =>
        JournalAsync("tenant.put", [new ChangedField("maxEndpoints", from is null ? null : Text(from.MaxEndpoints), Text(to.MaxEndpoints))], cancellationToken);

    private Task JournalAsync(string action, ImmutableArray<ChangedField> fields, CancellationToken cancellationToken) =>
        history.AppendChangeAsync(ChangeRecords.Of(CallerContext.Current, clock.GetUtcNow(), action) with { Tenant = _id, Fields = fields }, cancellationToken);

    private void TellSilent(EndpointId endpoint, Exception fault)
    {
        var level = FaultLevel.Of(fault);
        LogSilent(level, endpoint, fault);
    }

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);

    [LoggerMessage("{Endpoint} did not say how it is; it is listed as unknown, and asked again.")]
    private partial void LogSilent(LogLevel level, EndpointId endpoint, Exception exception);
}
