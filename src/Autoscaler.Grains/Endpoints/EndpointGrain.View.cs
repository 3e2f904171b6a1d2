using Autoscaler.Contracts.Endpoints;
using Autoscaler.Contracts.Fleets;
using Autoscaler.Contracts.Specs;
using Autoscaler.Decisions.Catalog;
using Microsoft.Extensions.Logging;

namespace Autoscaler.Grains.Endpoints;

/// <summary>What others see of an endpoint.</summary>
internal sealed partial class EndpointGrain
{
    // Feeds tick at least every five minutes, by their options; by default every ten seconds.
    private static readonly TimeSpan UntickedIsSuspect = TimeSpan.FromMinutes(6);

    // A view waits no longer for storage that hangs.
    private static readonly TimeSpan DoubtDeadline = TimeSpan.FromSeconds(1);

    private DateTimeOffset _doubtedAt;

    private bool IsUnticked => clock.GetUtcNow() - _tickedAt > UntickedIsSuspect;

    public async ValueTask<EndpointView> GetViewAsync(CancellationToken cancellationToken)
    {
        if (Current.Phase != EndpointPhase.Absent && IsUnticked && clock.GetUtcNow() - _doubtedAt > UntickedIsSuspect)
        {
            await DoubtAsync(cancellationToken);
        }

        return View();
    }

    // The feed ticks whatever is not absent. If it has stopped, another activation may have told it to, and this one would show for ever what was before.
    private async Task DoubtAsync(CancellationToken cancellationToken)
    {
        _doubtedAt = clock.GetUtcNow();
        try
        {
            await State.VerifyAsync(cancellationToken).WaitAsync(DoubtDeadline, clock, cancellationToken);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // The activation is given up, and the next call finds another; or storage does not answer. Either way this call is answered with what was known.
            LogDoubted(_id, e);
        }
    }

    private EndpointView View() => new()
    {
        Id = _id,
        Phase = Current.Phase,
        Spec = Current.Spec,
        Components = Current.Spec is { } spec ? [.. spec.Components.Select(ViewOf)] : [],
        Slots = _slots.Reports,
        Cache = _cache,
        DecisionCount = Current.NextDecision - 1,
        TickCount = _ticks,
        Version = Current.Version,
        IsPaused = Current.IsPaused,
        Overrides = OverridesInForce(),
        CreatedAt = Current.CreatedAt,
        TickedAt = _tickedAt == default ? null : _tickedAt,
        Placed = Current.Placed,
        Price = PriceOfInstances(),
        Accelerators = AcceleratorsOfInstances(),
        WatchUsdPerMonth = _watchUsdPerMonth,
        Rollouts = Current.Rollouts,
        DiskUses = Current.DiskUses,
    };

    private ImmutableArray<CopyOverride> OverridesInForce()
    {
        var now = clock.GetUtcNow();
        return Current is { Spec: { } spec, Overrides.IsEmpty: false }
            ? [.. spec.Components.Select(component => OverrideOf(component.Name)).OfType<CopyOverride>().Where(set => set.Until > now)]
            : [];
    }

    private UsdPerHour PriceOfInstances()
    {
        if (Current.Spec is not { } spec)
        {
            return default;
        }

        var known = prices.Of(spec);
        var price = 0m;
        foreach (var slot in _slots.Reports)
        {
            price += slot.Pool is { } pool && known.TryGetValue(pool.Type, out var one) ? one.Value : 0;
        }

        return new UsdPerHour(price);
    }

    private AcceleratorUse AcceleratorsOfInstances()
    {
        var use = default(AcceleratorUse);
        foreach (var slot in _slots.Reports)
        {
            if (slot.Pool is { } pool && InstanceTypeCatalog.Find(pool.Type) is { } type)
            {
                use += new AcceleratorUse(type.Accelerators, slot.Copies.Sum(copy => copy.IsOver ? 0 : Current.Spec?.Find(copy.Id.Component)?.AcceleratorsPerCopy ?? 0));
            }
        }

        return use;
    }

    private ComponentView ViewOf(ComponentSpec component) => new()
    {
        Name = component.Name,
        Latest = _latest.FirstOrDefault(decision => decision.Component == component.Name),
        LaunchesStopped = Autoscaler.Decisions.Scaling.RunawayGuard.Stops(component, Current.Failures, clock.GetUtcNow()),
    };

    [LoggerMessage(LogLevel.Information, "{Endpoint} has not been ticked for long, and what this activation shows of it may be old.")]
    private partial void LogDoubted(EndpointId endpoint, Exception exception);
}
