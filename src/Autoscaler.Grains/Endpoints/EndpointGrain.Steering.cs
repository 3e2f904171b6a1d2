using Autoscaler.Contracts.Access;
using Autoscaler.Contracts.Endpoints;
using Autoscaler.Contracts.History;
using Autoscaler.Contracts.Journal;
using Autoscaler.Grains.Journal;

namespace Autoscaler.Grains.Endpoints;

/// <summary>How people steer an endpoint that runs: copies set by hand, and pauses. The next tick decides with them.</summary>
internal sealed partial class EndpointGrain
{
    public async Task<ChangeResult> OverrideAsync(ComponentName component, int copies, DateTimeOffset until, CancellationToken cancellationToken)
    {
        var errors = OverrideRules.Validate(copies, until, Find(component), clock.GetUtcNow());
        if (NoComponent(component) is { } absent)
        {
            errors = errors.Insert(0, absent);
        }

        if (!errors.IsEmpty)
        {
            return await RefuseAsync(errors, cancellationToken);
        }

        // One that is over would be replaced without a word.
        await EndExpiredOverridesAsync(cancellationToken);
        var set = new CopyOverride(component, copies, until.ToUniversalTime(), ChangeRecords.Name(CallerContext.Current));
        var standing = OverrideOf(component);
        if (standing?.Copies == copies && standing.Until == set.Until)
        {
            return await AnswerAsync(WriteOutcome.Unchanged, cancellationToken);
        }

        await JournalAsync("override.set", component.Value, Fields(standing, set), cancellationToken);
        await State.UpdateAsync(
            state => state with { Version = state.Version + 1, Overrides = [.. state.Overrides.RemoveAll(other => other.Component == component), set] }, cancellationToken);
        return await SteeredAsync(SteeringAction.Overridden, component, copies, set.Until);
    }

    public async Task<ChangeResult> EndOverrideAsync(ComponentName component, CancellationToken cancellationToken)
    {
        if (NoComponent(component) is { } absent)
        {
            return await RefuseAsync([absent], cancellationToken);
        }

        await EndExpiredOverridesAsync(cancellationToken);
        if (OverrideOf(component) is not { } standing)
        {
            return await AnswerAsync(WriteOutcome.Unchanged, cancellationToken);
        }

        await JournalAsync("override.end", component.Value, Fields(standing, null), cancellationToken);
        await State.UpdateAsync(
            state => state with { Version = state.Version + 1, Overrides = state.Overrides.RemoveAll(other => other.Component == component) }, cancellationToken);
        return await SteeredAsync(SteeringAction.OverrideEnded, component);
    }

    public async Task<ChangeResult> SetPausedAsync(bool isPaused, CancellationToken cancellationToken)
    {
        if (NotActive() is { } absent)
        {
            return await RefuseAsync([absent], cancellationToken);
        }

        if (Current.IsPaused == isPaused)
        {
            return await AnswerAsync(WriteOutcome.Unchanged, cancellationToken);
        }

        var change = new ChangedField("isPaused", isPaused ? "false" : "true", isPaused ? "true" : "false");
        await JournalAsync(isPaused ? "endpoint.pause" : "endpoint.resume", null, [change], cancellationToken);
        await State.UpdateAsync(state => state with { Version = state.Version + 1, IsPaused = isPaused }, cancellationToken);
        return await SteeredAsync(isPaused ? SteeringAction.Paused : SteeringAction.Resumed, null);
    }

    // Written before it is told, so that it is told once. Nobody changed anything: time is over, so the version stays.
    private async Task EndExpiredOverridesAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var ended = Current.Overrides.RemoveAll(set => set.Until > now);
        if (ended.IsEmpty)
        {
            return;
        }

        await State.UpdateAsync(state => state with { Overrides = state.Overrides.RemoveAll(ended.Contains) }, cancellationToken);
        foreach (var set in ended)
        {
            Announce(new EndpointSteered(now, _id, SteeringAction.OverrideExpired, set.SetBy, set.Component, set.Copies, set.Until));
        }
    }

    private CopyOverride? OverrideOf(ComponentName component) => Current.Overrides.FirstOrDefault(set => set.Component == component);

    // Whoever steers by hand looks at what it does: the next tick is not waited for.
    private async Task<ChangeResult> SteeredAsync(SteeringAction action, ComponentName? component, int? copies = null, DateTimeOffset? until = null)
    {
        Announce(new EndpointSteered(clock.GetUtcNow(), _id, action, ChangeRecords.Name(CallerContext.Current), component, copies, until));
        await TickSoonAsync();
        return new ChangeResult(WriteOutcome.Changed, [], Current.Version);
    }

    private static ImmutableArray<ChangedField> Fields(CopyOverride? from, CopyOverride? to)
    {
        var path = $"overrides[{(from ?? to)!.Component}]";
        ImmutableArray<ChangedField> fields =
        [
            new($"{path}.copies", from is null ? null : OverrideRules.Text(from.Copies), to is null ? null : OverrideRules.Text(to.Copies)),
            new($"{path}.until", from is null ? null : OverrideRules.Text(from.Until), to is null ? null : OverrideRules.Text(to.Until)),
        ];
        return fields.RemoveAll(static field => field.From == field.To);
    }
}
