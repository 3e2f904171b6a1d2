using Autoscaler.Contracts.Demand;
using Autoscaler.Contracts.Endpoints;
using Autoscaler.Contracts.Journal;
using Autoscaler.Contracts.Specs;
using Autoscaler.Contracts.Tenants;
using Autoscaler.Decisions.Caching;
using Autoscaler.Decisions.Specs;
using Autoscaler.Decisions.Watching;
using Autoscaler.Grains.Demand;
using Autoscaler.Grains.Journal;

namespace Autoscaler.Grains.Endpoints;

/// <summary>How an endpoint gets its spec.</summary>
internal sealed partial class EndpointGrain
{
    private DateTimeOffset _joinedAt;

    public async Task<ChangeResult> PutAsync(EndpointSpec spec, WriteCondition condition, CancellationToken cancellationToken)
    {
        if (!condition.Holds(StandingVersion))
        {
            return await AnswerAsync(WriteOutcome.Conflict, cancellationToken);
        }

        var errors = Check(spec);
        if (!errors.IsEmpty)
        {
            return await RefuseAsync(errors, cancellationToken);
        }

        // A spec that leaves an image to the registry, or weights to the store, is a deployment with each put: the tag may stand for another image.
        if (Current.Phase == EndpointPhase.Active && SpecEquality.AreEqual(Current.Spec!, spec) && !spec.Components.Any(ImageRollouts.IsUnresolved))
        {
            await RejoinFeedAsync(cancellationToken);
            return await AnswerAsync(WriteOutcome.Unchanged, cancellationToken);
        }

        errors = await GrainFactory.GetGrain<ITenantGrain>(_id.Tenant.Value).AdmitAsync(_id, cancellationToken);
        if (!errors.IsEmpty)
        {
            return await RefuseAsync(errors, cancellationToken);
        }

        var isCreated = Current.Phase == EndpointPhase.Absent;
        await JournalAsync("endpoint.put", null, ChangedFields.Between(Current.Spec, spec), cancellationToken);

        // The feed first: ticks for an endpoint that is not there yet do nothing, an endpoint without ticks would be stuck.
        await JoinFeedAsync(spec, cancellationToken);
        var rollouts = Current.Rollouts;
        await State.UpdateAsync(state => With(state, spec), cancellationToken);

        // Once more: a tick may have found the endpoint absent before that write, and a feed drops what is absent.
        await JoinFeedAsync(spec, cancellationToken);
        _joinedAt = clock.GetUtcNow();

        // A policy with other windows begins with empty ones.
        _wantsRefill = true;
        Announce(new EndpointChanged(clock.GetUtcNow(), _id, EndpointPhase.Active));
        AnnounceRollouts(rollouts);
        await TellCacheAsync(cancellationToken);
        return new ChangeResult(isCreated ? WriteOutcome.Created : WriteOutcome.Changed, [], Current.Version);
    }

    public async Task<ChangeResult> SetPolicyAsync(ComponentName component, ScalingPolicy policy, WriteCondition condition, CancellationToken cancellationToken)
    {
        if (!condition.Holds(StandingVersion))
        {
            return await AnswerAsync(WriteOutcome.Conflict, cancellationToken);
        }

        if (NoComponent(component) is { } absent)
        {
            return await RefuseAsync([absent], cancellationToken);
        }

        var errors = Check(With(Current.Spec!));
        if (!errors.IsEmpty)
        {
            return await RefuseAsync(errors, cancellationToken);
        }

        if (Current.Spec!.Find(component)!.Policy == policy)
        {
            return await AnswerAsync(WriteOutcome.Unchanged, cancellationToken);
        }

        await JournalAsync("policy.set", component.Value, ChangedFields.Between(Current.Spec, With(Current.Spec!)), cancellationToken);
        if (LongestSilenceOf(With(Current.Spec!)) != LongestSilenceOf(Current.Spec!))
        {
            // Before the policy holds: one that lets less time pass than the last must not wait for the feed.
            await JoinFeedAsync(With(Current.Spec!), cancellationToken);
        }

        await State.UpdateAsync(state => state with { Spec = With(state.Spec!), Version = state.Version + 1 }, cancellationToken);
        _wantsRefill = true;
        Announce(new EndpointChanged(clock.GetUtcNow(), _id, EndpointPhase.Active));
        return new ChangeResult(WriteOutcome.Changed, [], Current.Version);

        EndpointSpec With(EndpointSpec spec)
        {
            var present = spec.Find(component)!;
            return spec with { Components = spec.Components.Replace(present, present with { Policy = policy }) };
        }
    }

    public async Task<ChangeResult> DeleteAsync(WriteCondition condition, CancellationToken cancellationToken)
    {
        if (!condition.Holds(StandingVersion))
        {
            return await AnswerAsync(WriteOutcome.Conflict, cancellationToken);
        }

        if (Current.Phase == EndpointPhase.Absent)
        {
            return await AnswerAsync(WriteOutcome.Absent, cancellationToken);
        }

        await RejoinFeedAsync(cancellationToken);
        if (Current.Phase == EndpointPhase.Deleting)
        {
            return await AnswerAsync(WriteOutcome.Unchanged, cancellationToken);
        }

        await JournalAsync("endpoint.delete", null, [], cancellationToken);
        await State.UpdateAsync(
            state => state.Phase == EndpointPhase.Active ? WithDeletion(state) : null, cancellationToken);
        Announce(new EndpointChanged(clock.GetUtcNow(), _id, EndpointPhase.Deleting));
        return new ChangeResult(WriteOutcome.Changed, [], Current.Version);
    }

    private long? StandingVersion => Current.Phase == EndpointPhase.Absent ? null : Current.Version;

    private EndpointState With(EndpointState state, EndpointSpec spec) => WithImagesOf(state, spec, _cache, _slots.Fleet, clock.GetUtcNow()) with
    {
        Phase = EndpointPhase.Active,
        Spec = spec,
        Version = state.Version + 1,
        CreatedAt = state.CreatedAt ?? clock.GetUtcNow(),
        Wanted = state.Wanted.RemoveAll(wanted => spec.Find(wanted.Component) is null),
        Overrides = state.Overrides.RemoveAll(set => spec.Find(set.Component) is null),
        Activations = state.Activations.RemoveAll(activation => spec.Find(activation.Component) is null),
    };

    private Task<ChangeResult> RefuseAsync(ImmutableArray<SpecError> errors, CancellationToken cancellationToken) => AnswerAsync(WriteOutcome.Refused, cancellationToken, errors);

    // What writes nothing is not answered on the word of an activation that has missed what another one did.
    private async Task<ChangeResult> AnswerAsync(WriteOutcome outcome, CancellationToken cancellationToken, ImmutableArray<SpecError>? errors = null)
    {
        await State.VerifyAsync(cancellationToken);
        return new ChangeResult(outcome, errors ?? [], StandingVersion ?? 0);
    }

    private Task JoinFeedAsync(EndpointSpec spec, CancellationToken cancellationToken)
    {
        var subscription = new FeedSubscription(_id, [.. spec.Components.Select(component => component.Name)]) { LongestSilence = LongestSilenceOf(spec) };
        return GrainFactory.GetGrain<IMetricFeedGrain>(FeedSharding.KeyFor(_id, options.Value.FeedCount)).SubscribeAsync(subscription, cancellationToken);
    }

    // Null where the feed leaves nothing out.
    private TimeSpan? LongestSilenceOf(EndpointSpec spec) => options.Value.Watching.IsAdaptive ? WatchRules.LongestSilenceOf(options.Value.Watching, spec) : null;

    // A silo that was lost between an endpoint's first write and its second joining may have left it without ticks: whoever asks again mends it.
    private async Task RejoinFeedAsync(CancellationToken cancellationToken)
    {
        if (IsUnticked && clock.GetUtcNow() - _joinedAt > UntickedIsSuspect)
        {
            await JoinFeedAsync(Current.Spec!, cancellationToken);
            _joinedAt = clock.GetUtcNow();
        }
    }

    private SpecError? NotActive() => Current.Phase == EndpointPhase.Active
        ? null
        : new SpecError("id", "an endpoint that is there and not being deleted", $"'{_id}' {(Current.Phase == EndpointPhase.Deleting ? "being deleted" : "absent")}");

    private SpecError? NoComponent(ComponentName component) => NotActive() ?? (Current.Spec!.Find(component) is null
        ? new SpecError("component", $"a component of '{_id}': {string.Join(", ", Current.Spec.Components.Select(known => $"'{known.Name}'"))}", $"'{component}'")
        : null);

    private ImmutableArray<SpecError> Check(EndpointSpec spec)
    {
        var errors = EndpointSpecRules.Validate(spec);
        if (spec.Id != _id)
        {
            errors = errors.Insert(0, new SpecError("id", $"the endpoint that is put, '{_id}'", $"'{spec.Id}'"));
        }

        return Current.Phase == EndpointPhase.Deleting
            ? errors.Insert(0, new SpecError("id", "an endpoint that is not being deleted; wait until its deletion has ended", $"'{_id}' being deleted"))
            : errors;
    }
}
