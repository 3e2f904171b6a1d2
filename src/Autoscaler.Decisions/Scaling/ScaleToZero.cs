using Autoscaler.Contracts.Specs;
using Autoscaler.Decisions.Demand;

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

    /// <summary>Whether it is known, without a gap, that nobody used the component for the idle grace.</summary>
    public static bool IsIdle(ScaleToZeroPolicy policy, ComponentDemandState demand)
    {
        ArgumentNullException.ThrowIfNull(policy);
        ArgumentNullException.ThrowIfNull(demand);
        return demand.Idle.Periods > 0 && demand.Idle.Periods * demand.Window.Period >= policy.IdleGrace;
    }
}
