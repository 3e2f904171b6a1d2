using System.Globalization;
using Autoscaler.Contracts.Access;
using Autoscaler.Contracts.Endpoints;
using Autoscaler.Contracts.Fleets;
using Autoscaler.Contracts.History;
using Autoscaler.Contracts.Tenants;
using Autoscaler.Decisions.Specs;
using Autoscaler.Grains.Journal;
using Autoscaler.Grains.Storage;

namespace Autoscaler.Grains.Tenants;

/// <summary>
/// One tenant. The names of its endpoints are stored; how they are is kept in memory, as they last told. Whom an activation has not heard of yet it asks when a list needs it.
/// </summary>
internal sealed class TenantGrain([PersistentState("tenant")] IPersistentState<TenantState> storage, IJournalStore history, TimeProvider clock) : Grain, ITenantGrain
{
    // Endpoints are asked so many at a time.
    private const int MaxParallelViews = 32;

    private readonly Dictionary<string, EndpointSummary> _summaries = new(StringComparer.Ordinal);
    private CommittedState<TenantState>? _state;
    private TenantId _id;

    private CommittedState<TenantState> State => _state!;

    private TenantState Current => _state!.Current;

    private IFleetDirectoryGrain Directory => GrainFactory.GetGrain<IFleetDirectoryGrain>(IFleetDirectoryGrain.Key);

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        await base.OnActivateAsync(cancellationToken);
        _id = new TenantId(this.GetPrimaryKeyString());
        _state = new CommittedState<TenantState>(storage, DeactivateOnIdle);
    }

    public async Task<ChangeResult> PutAsync(TenantSpec spec, WriteCondition condition, CancellationToken cancellationToken)
    {
        if (!condition.Holds(Current.Exists ? Current.Version : null))
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

        var outcome = Current.Exists ? WriteOutcome.Changed : WriteOutcome.Created;
        if (!await Directory.AddAsync(_id, cancellationToken))
        {
            return ChangeResult.Refused([TenantRules.TooManyTenants], 0);
        }

        var from = Current.Exists ? Text(Current.Spec.MaxEndpoints) : null;
        await JournalAsync("tenant.put", [new ChangedField("maxEndpoints", from, Text(spec.MaxEndpoints))], cancellationToken);
        await State.UpdateAsync(state => Made(state) with { Spec = spec }, cancellationToken);
        return new ChangeResult(outcome, [], Current.Version);
    }

    public async Task<ChangeResult> DeleteAsync(WriteCondition condition, CancellationToken cancellationToken)
    {
        if (!Current.Exists || !condition.Holds(Current.Version))
        {
            return await AnswerAsync(Current.Exists ? WriteOutcome.Conflict : WriteOutcome.Absent, [], cancellationToken);
        }

        await PruneAsync(cancellationToken);
        if (!Current.Endpoints.IsEmpty)
        {
            return await AnswerAsync(WriteOutcome.Refused, [TenantRules.HasEndpoints(_id, Current.Endpoints)], cancellationToken);
        }

        await JournalAsync("tenant.delete", [], cancellationToken);

        // Keys first: a tenant that is made anew must not be open to who held one of the old.
        await GrainFactory.GetGrain<IKeyRingGrain>(new KeyRingId(_id).ToString()).ClearAsync(cancellationToken);
        await State.UpdateAsync(
            state => state.Exists && state.Endpoints.IsEmpty ? state with { Exists = false, Spec = new TenantSpec(), CreatedAt = null, Version = state.Version + 1 } : null,
            cancellationToken);
        await Directory.RemoveAsync(_id, cancellationToken);
        return new ChangeResult(WriteOutcome.Changed, [], 0);
    }

    public async Task<ImmutableArray<SpecError>> AdmitAsync(EndpointId endpoint, CancellationToken cancellationToken)
    {
        if (Current.Exists && Current.Has(endpoint.Name))
        {
            return [];
        }

        if (!NameSyntax.IsName(_id.Value))
        {
            return [TenantRules.InvalidName(_id)];
        }

        if (Current.Endpoints.Length >= Current.Spec.MaxEndpoints)
        {
            await PruneAsync(cancellationToken);
        }

        if (Current.Endpoints.Length >= Current.Spec.MaxEndpoints)
        {
            await State.VerifyAsync(cancellationToken);
            return [TenantRules.TooManyEndpoints(_id, Current.Spec)];
        }

        // The directory first: a tenant that it does not list would be missing wherever all are asked.
        if (!await Directory.AddAsync(_id, cancellationToken))
        {
            return [TenantRules.TooManyTenants];
        }

        await State.UpdateAsync(
            state => state.Endpoints.Length < state.Spec.MaxEndpoints ? (state.Exists ? state : Made(state)).With(endpoint.Name) : null, cancellationToken);
        return Current.Has(endpoint.Name) ? [] : [TenantRules.TooManyEndpoints(_id, Current.Spec)];
    }

    public async Task ReleaseAsync(EndpointId endpoint, CancellationToken cancellationToken)
    {
        await State.UpdateAsync(state => state.Without(endpoint.Name), cancellationToken);
        _summaries.Remove(endpoint.Name);
    }

    public async Task ReportAsync(EndpointSummary endpoint, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        if (endpoint.Phase == EndpointPhase.Absent)
        {
            _summaries.Remove(endpoint.Id.Name);
            return;
        }

        _summaries[endpoint.Id.Name] = endpoint;
        if (endpoint.Phase == EndpointPhase.Active && !Current.Has(endpoint.Id.Name))
        {
            // Pruned between its admission and its first write.
            await State.UpdateAsync(state => state.Exists ? state.With(endpoint.Id.Name) : null, cancellationToken);
        }
    }

    public async Task<TenantView> GetViewAsync(CancellationToken cancellationToken)
    {
        var state = Current;
        await LearnAsync(state.Endpoints, cancellationToken);
        var summary = FleetSummary.Empty with { Tenants = state.Exists ? 1 : 0 };
        foreach (var name in state.Endpoints)
        {
            summary = _summaries.TryGetValue(name, out var known) && known.Phase != EndpointPhase.Absent ? summary.With(known) : summary;
        }

        return new TenantView { Id = _id, Exists = state.Exists, Spec = state.Spec, Version = state.Version, CreatedAt = state.CreatedAt, Summary = summary };
    }

    public async Task<EndpointPage> ListEndpointsAsync(EndpointQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        var names = Current.Endpoints.Where(name => query.NameContains is not { } part || name.Contains(part, StringComparison.Ordinal));
        if (query.After is { } after)
        {
            names = after.Tenant.CompareTo(_id) > 0 ? [] : after.Tenant == _id ? names.SkipWhile(name => string.CompareOrdinal(name, after.Name) <= 0) : names;
        }

        var limit = Math.Clamp(query.Limit, 1, EndpointQuery.MaxLimit);
        var page = ImmutableArray.CreateBuilder<EndpointSummary>();
        foreach (var some in names.Chunk(MaxParallelViews))
        {
            await LearnAsync(some, cancellationToken);
            foreach (var name in some)
            {
                if (!_summaries.TryGetValue(name, out var summary) || summary.Phase == EndpointPhase.Absent || (query.Phase is { } phase && phase != summary.Phase))
                {
                    continue;
                }

                if (page.Count == limit)
                {
                    return new EndpointPage(page.ToImmutable(), HasMore: true);
                }

                page.Add(summary);
            }
        }

        return new EndpointPage(page.ToImmutable(), HasMore: false);
    }

    // Drops whoever was admitted and was never made, or told late that it was there.
    private async Task PruneAsync(CancellationToken cancellationToken)
    {
        await LearnAsync(Current.Endpoints, cancellationToken);
        var gone = Current.Endpoints.Where(name => _summaries.TryGetValue(name, out var known) && known.Phase == EndpointPhase.Absent).ToImmutableArray();
        if (!gone.IsEmpty)
        {
            await State.UpdateAsync(state => state with { Endpoints = state.Endpoints.RemoveRange(gone) }, cancellationToken);
        }
    }

    // An endpoint that is admitted and was never made says that it is absent; it is asked again the next time.
    private async Task LearnAsync(IEnumerable<string> names, CancellationToken cancellationToken)
    {
        var unknown = names.Where(name => !_summaries.TryGetValue(name, out var known) || known.Phase == EndpointPhase.Absent).ToList();
        foreach (var some in unknown.Chunk(MaxParallelViews))
        {
            var views = await Task.WhenAll(some.Select(name =>
                GrainFactory.GetGrain<IEndpointGrain>(new EndpointId(_id, name).ToString()).GetViewAsync(cancellationToken).AsTask()));
            foreach (var view in views)
            {
                // Unless it has told something meanwhile.
                if (!_summaries.TryGetValue(view.Id.Name, out var known) || known.Phase == EndpointPhase.Absent)
                {
                    _summaries[view.Id.Name] = EndpointSummary.Of(view);
                }
            }
        }
    }

    private TenantState Made(TenantState state) => state with { Exists = true, CreatedAt = state.CreatedAt ?? clock.GetUtcNow(), Version = state.Version + 1 };

    // What writes nothing is not answered on the word of an activation that has missed what another one did.
    private async Task<ChangeResult> AnswerAsync(WriteOutcome outcome, ImmutableArray<SpecError> errors, CancellationToken cancellationToken)
    {
        await State.VerifyAsync(cancellationToken);
        return new ChangeResult(outcome, errors, Current.Exists ? Current.Version : 0);
    }

    private Task JournalAsync(string action, ImmutableArray<ChangedField> fields, CancellationToken cancellationToken) =>
        history.AppendChangeAsync(ChangeRecords.Of(CallerContext.Current, clock.GetUtcNow(), action) with { Tenant = _id, Fields = fields }, cancellationToken);

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
}
