using Autoscaler.Contracts.Caching;
using Autoscaler.Contracts.Decisions;
using Autoscaler.Contracts.Specs;
using Autoscaler.Decisions.Catalog;
using Autoscaler.Decisions.Fleets;
using Autoscaler.Decisions.Placement;

namespace Autoscaler.Decisions.ScaleIn;

/// <summary>
/// How long an emptied instance is worth keeping: until keeping it has cost as much as a start that it would save (the break-even rule: at most twice the cost of
/// one who knows the future), within the policy's bounds.
/// </summary>
internal sealed class Retention(EndpointSpec spec, CacheReport cache, StartupTimes times)
{
    /// <summary>The release of an empty instance that is due, or null.</summary>
    /// <param name="slot">The slot.</param>
    /// <param name="grows">Whether demand grows: an empty instance is then about to be needed, and worth keeping for as long as the policy lets.</param>
    /// <param name="now">UTC.</param>
    public InstanceRelease? Due(FleetSlot slot, bool grows, DateTimeOffset now)
    {
        if (slot.Assignment.EmptySince is not { } since || slot.Type is not { } type)
        {
            return null;
        }

        var empty = now - since;
        var worth = grows ? spec.Retention.Max : WorthKeepingFor(slot, type);
        return empty >= worth ? new InstanceRelease(slot.Ordinal, ReleaseReason.BreakEven, empty, worth) : null;
    }

    private TimeSpan WorthKeepingFor(FleetSlot slot, InstanceTypeSpec type)
    {
        // Both sides are priced at the instance's own price, so that seconds compare with seconds.
        var saved = TimeSpan.Zero;
        foreach (var component in spec.Components)
        {
            if (type.Accelerators >= component.AcceleratorsPerCopy)
            {
                var anew = times.OnNewInstance(component, type.Name, spec.Cache.Mechanism, WeightsVolume.MechanismOf(component, spec.Cache, cache));
                var here = times.OnRunningInstance(component, type.Name, slot.Report.Disk, Pull.MechanismOf(spec.Cache));
                saved = anew - here > saved ? anew - here : saved;
            }
        }

        // In seconds: a large ratio passes what a TimeSpan holds.
        var worthSeconds = saved.TotalSeconds * spec.Retention.WaitingCostRatio;
        return TimeSpan.FromSeconds(Math.Clamp(worthSeconds, spec.Retention.Min.TotalSeconds, spec.Retention.Max.TotalSeconds));
    }
}
