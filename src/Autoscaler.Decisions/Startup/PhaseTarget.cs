using Autoscaler.Contracts.Slots;

namespace Autoscaler.Decisions.Startup;

/// <summary>What a stage would have to shrink to for a start to take no longer than a given time.</summary>
/// <param name="Phase">The stage.</param>
/// <param name="Now">What it takes.</param>
/// <param name="Alone">The most it may take when everything else stays as it is; null when no length of it alone is short enough.</param>
/// <param name="WithOtherTransfers">Of a transfer, the most it may take when the others beside it are made short enough as well; null for a stage that
/// is no transfer, and when that would not be enough either.</param>
/// <param name="ReadyWithout">What the start would take if the stage took no time.</param>
public sealed record PhaseTarget(StartupPhase Phase, TimeSpan Now, TimeSpan? Alone, TimeSpan? WithOtherTransfers, TimeSpan ReadyWithout);
