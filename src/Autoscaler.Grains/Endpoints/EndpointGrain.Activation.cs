using Autoscaler.Contracts.Access;
using Autoscaler.Contracts.Demand;
using Autoscaler.Contracts.Endpoints;
using Autoscaler.Contracts.History;
using Autoscaler.Contracts.Journal;
using Autoscaler.Contracts.Specs;
using Autoscaler.Decisions.Fleets;
using Autoscaler.Decisions.Scaling;
using Autoscaler.Grains.Demand;
using Autoscaler.Grains.Journal;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Autoscaler.Grains.Endpoints;

/// <summary>
/// How a component without a copy is woken, and how callers wait for it. Activations interleave with everything: what they write goes through <see cref="State"/>, and
/// after each await they look at it anew.
/// </summary>
internal sealed partial class EndpointGrain
{
    // Beyond that a caller asks again: shorter than what a call may take.
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(20);

    // A component that is used all the time has its use written down so often at the most.
    private static readonly TimeSpan LongestBetweenRecords = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan TimeBetweenHastenings = TimeSpan.FromSeconds(1);

    // Both only where somebody activates: most endpoints never go to no copy.
    private ReadyWaiters? _waiting;

    // Activations on their way to storage: who comes meanwhile waits for the same write.
    private Dictionary<ComponentName, Task>? _recordings;
    private DateTimeOffset _hastenedAt;

    private ReadyWaiters Waiting => _waiting ??= new ReadyWaiters(clock);

    public async Task<ActivationAnswer> ActivateAsync(ComponentName component, TimeSpan wait, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(wait, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(wait, LongestWait);
        if (Find(component) is not { } spec)
        {
            await State.VerifyAsync(cancellationToken);
            return AnswerTo(component);
        }

        if (spec.MinCopies == 0)
        {
            await RecordAsync(spec).WaitAsync(cancellationToken);
        }

        await LoadAsync(cancellationToken);
        await HastenAsync(component);
        if (wait == TimeSpan.Zero || IsOverFor(component))
        {
            return AnswerTo(component);
        }

        var waited = await WaitAsync(component, wait, cancellationToken);
        return waited ? AnswerTo(component) : AnswerTo(component) with { TooManyWait = true };
    }

    // A host that stops does not end an activation while a call to it runs: it would wait for those who wait.
    private async Task<bool> WaitAsync(ComponentName component, TimeSpan wait, CancellationToken cancellationToken)
    {
        var stopping = ServiceProvider.GetService<IHostApplicationLifetime>()?.ApplicationStopping ?? CancellationToken.None;
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, stopping);
        try
        {
            return await Waiting.WaitAsync(component, wait, either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return true;
        }
    }

    private ActivationAnswer AnswerTo(ComponentName component)
    {
        if (Find(component) is null)
        {
            return new ActivationAnswer { IsKnown = false };
        }

        var ready = _slots.Fleet.CountOf(component).Ready;
        return new ActivationAnswer { IsKnown = true, ReadyCopies = ready, ExpectedReadyAt = ready > 0 ? null : ExpectedReadyAt(component) };
    }

    // What is late is expected any moment.
    private DateTimeOffset? ExpectedReadyAt(ComponentName component)
    {
        DateTimeOffset? soonest = null;
        foreach (var slot in _slots.Fleet.Slots)
        {
            foreach (var copy in slot.Copies)
            {
                if (copy.State == FleetCopyState.Coming && copy.Id.Component == component && !(soonest <= copy.Intent.ExpectedReadyAt))
                {
                    soonest = copy.Intent.ExpectedReadyAt;
                }
            }
        }

        var now = clock.GetUtcNow();
        return soonest < now ? now : soonest;
    }

    private ComponentSpec? Find(ComponentName component) => Current.Phase == EndpointPhase.Active ? Current.Spec!.Find(component) : null;

    private bool IsOverFor(ComponentName component) => Find(component) is null || _slots.Fleet.CountOf(component).Ready > 0;

    private void ReleaseWaiting()
    {
        if (_waiting is { Count: > 0 })
        {
            _waiting.Release(IsOverFor);
        }
    }

    private Task RecordAsync(ComponentSpec component)
    {
        if (_recordings is not null && _recordings.TryGetValue(component.Name, out var recording))
        {
            return recording;
        }

        var hold = ScaleToZero.HoldOf(component.Policy.ScaleToZero);
        var between = hold / 3 < LongestBetweenRecords ? hold / 3 : LongestBetweenRecords;
        if (clock.GetUtcNow() - ActivatedAt(component.Name) < between)
        {
            return Task.CompletedTask;
        }

        recording = WriteActivationAsync(component);
        if (!recording.IsCompleted)
        {
            (_recordings ??= []).Add(component.Name, recording);
        }

        return recording;
    }

    // Of the caller's token nothing here: others wait for the same write.
    private async Task WriteActivationAsync(ComponentSpec component)
    {
        try
        {
            var activation = new ComponentActivation(component.Name, clock.GetUtcNow());
            var before = ActivatedAt(component.Name);
            var brings = WantedOf(component.Name) == 0 && !ScaleToZero.IsHeld(component.Policy.ScaleToZero, before, activation.At);
            if (brings)
            {
                var change = new ChangedField($"activations[{component.Name}]", before is { } last ? OverrideRules.Text(last) : null, OverrideRules.Text(activation.At));
                await JournalAsync("component.activate", component.Name.Value, [change], CancellationToken.None);
            }

            var isWritten = await State.UpdateAsync(state => With(state, activation), CancellationToken.None);
            if (brings && isWritten)
            {
                Announce(new EndpointSteered(activation.At, _id, SteeringAction.Activated, ChangeRecords.Name(CallerContext.Current), component.Name, null, null));
            }
        }
        finally
        {
            _recordings?.Remove(component.Name);
        }
    }

    private static EndpointState? With(EndpointState state, ComponentActivation activation) =>
        state.Phase == EndpointPhase.Active && state.Spec!.Find(activation.Component) is not null
            ? state with { Activations = [.. state.Activations.RemoveAll(other => other.Component == activation.Component), activation] }
            : null;

    private DateTimeOffset? ActivatedAt(ComponentName component) => Current.Activations.FirstOrDefault(activation => activation.Component == component)?.At;

    private int WantedOf(ComponentName component) =>
        _latest.FirstOrDefault(decision => decision.Component == component)?.Wanted ?? Current.Wanted.FirstOrDefault(wanted => wanted.Component == component).Copies;

    // Where no copy is there or on its way the next tick would order one too, some seconds later.
    private async Task HastenAsync(ComponentName component)
    {
        var now = clock.GetUtcNow();
        if (_slots.Fleet.CountOf(component).Supplied == 0 && now - _hastenedAt >= TimeBetweenHastenings)
        {
            _hastenedAt = now;
            await TickSoonAsync();
        }
    }

    private Task TickSoonAsync() => GrainFactory.GetGrain<IMetricFeedGrain>(FeedSharding.KeyFor(_id, options.Value.FeedCount)).TickSoonAsync(_id, CancellationToken.None);
}
