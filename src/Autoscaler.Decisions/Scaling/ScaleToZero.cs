using Autoscaler.Contracts.Specs;
using Autoscaler.Decisions.Demand;
using Autoscaler.Decisions.Fleets;

namespace Autoscaler.Decisions.Scaling;

/// <summary>How long a component without a minimum keeps its last copy.</summary>
public static class ScaleToZero
{
    // Whoever waits for a copy asks again within 20 s. Under a shorter grace an activation would be over before it is decided on.
    private static readonly TimeSpan ShortestHold = TimeSpan.FromMinutes(1);

    /// <summary>How long an activation keeps a copy: the idle grace, and a minute at least.</summary>
    public static TimeSpan HoldOf(ScaleToZeroPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(policy);
        return policy.IdleGrace > ShortestHold ? policy.IdleGrace : ShortestHold;
    }

    /// <summary>Whether an activation keeps a copy still.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="activatedAt">When the component was activated, UTC; null where it never was.</param>
    /// <param name="now">UTC.</param>
    public static bool IsHeld(ScaleToZeroPolicy policy, DateTimeOffset? activatedAt, DateTimeOffset now) => now - activatedAt < HoldOf(policy);

    /// <summary>
    /// Whether the last copy may go: it is known, without a gap, that nobody used the component for the idle grace, and it has served all that time. One that is on its way
    /// stays: somebody was told when to come back for it.
    /// </summary>
    /// <param name="policy">The policy.</param>
    /// <param name="demand">What is known of the component's demand.</param>
    /// <param name="supply">Its copies.</param>
    /// <param name="activatedAt">When it was activated, UTC; null where it never was.</param>
    /// <param name="now">UTC.</param>
    public static bool MayGo(ScaleToZeroPolicy policy, ComponentDemandState demand, SupplyCount supply, DateTimeOffset? activatedAt, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(policy);
        ArgumentNullException.ThrowIfNull(demand);
        var isIdle = demand.Idle.Periods > 0 && demand.Idle.Periods * demand.Window.Period >= policy.IdleGrace;
        var isComing = supply is { Ready: 0, Coming: > 0 };
        return isIdle && !isComing && !(now - supply.ReadySince < policy.IdleGrace) && !IsHeld(policy, activatedAt, now);
    }
}
