using Autoscaler.Contracts.Demand;
using Autoscaler.Contracts.Endpoints;
using Autoscaler.Contracts.Journal;
using Autoscaler.Contracts.Specs;
using Autoscaler.Decisions.Specs;
using Autoscaler.Grains.Demand;

namespace Autoscaler.Grains.Endpoints;

/// <summary>How an endpoint gets its spec.</summary>
internal sealed partial class EndpointGrain
{
    public async Task<PutEndpointResult> PutAsync(EndpointSpec spec, CancellationToken cancellationToken)
    {
        var errors = Check(spec);
        if (!errors.IsEmpty)
        {
            return await RefuseAsync(errors, cancellationToken);
        }

        // The feed first: ticks for an endpoint that is not there yet do nothing, an endpoint without ticks would be stuck.
        await JoinFeedAsync(spec, cancellationToken);
        await State.UpdateAsync(
            state => WithPut(state, spec, _cache, _slots.Fleet, clock.GetUtcNow()) with { Phase = EndpointPhase.Active },
            cancellationToken);

        // Once more: a tick may have found the endpoint absent before that write, and a feed drops what is absent.
        await JoinFeedAsync(spec, cancellationToken);

        // A policy with other windows begins with empty ones.
        _wantsRefill = true;
        Announce(new EndpointChanged(clock.GetUtcNow(), _id, EndpointPhase.Active));
        await TellCacheAsync(cancellationToken);
        return new PutEndpointResult(Accepted: true, []);
    }

    public async Task<PutEndpointResult> SetPolicyAsync(ComponentName component, ScalingPolicy policy, CancellationToken cancellationToken)
    {
        if (Current.Phase != EndpointPhase.Active || Current.Spec!.Find(component) is null)
        {
            return await RefuseAsync([NoComponent(component)], cancellationToken);
        }

        var errors = Check(With(Current.Spec!));
        if (!errors.IsEmpty)
        {
            return await RefuseAsync(errors, cancellationToken);
        }

        await State.UpdateAsync(state => state with { Spec = With(state.Spec!) }, cancellationToken);
        _wantsRefill = true;
        Announce(new EndpointChanged(clock.GetUtcNow(), _id, EndpointPhase.Active));
        return new PutEndpointResult(Accepted: true, []);

        EndpointSpec With(EndpointSpec spec)
        {
            var present = spec.Find(component)!;
            return spec with { Components = spec.Components.Replace(present, present with { Policy = policy }) };
        }
    }

    // Not on the word of an activation that has missed what another one did.
    private async Task<PutEndpointResult> RefuseAsync(ImmutableArray<SpecError> errors, CancellationToken cancellationToken)
    {
        await State.VerifyAsync(cancellationToken);
        return new PutEndpointResult(Accepted: false, errors);
    }

    private Task JoinFeedAsync(EndpointSpec spec, CancellationToken cancellationToken)
    {
        var subscription = new FeedSubscription(_id, [.. spec.Components.Select(component => component.Name)]);
        return GrainFactory.GetGrain<IMetricFeedGrain>(FeedSharding.KeyFor(_id, options.Value.FeedCount)).SubscribeAsync(subscription, cancellationToken);
    }

    private SpecError NoComponent(ComponentName component) => Current.Phase == EndpointPhase.Active
        ? new SpecError("component", $"a component of '{_id}': {string.Join(", ", Current.Spec!.Components.Select(known => $"'{known.Name}'"))}", $"'{component}'")
        : new SpecError("id", "an endpoint that is there and not being deleted", $"'{_id}' {(Current.Phase == EndpointPhase.Deleting ? "being deleted" : "absent")}");

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
