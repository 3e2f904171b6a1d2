using Autoscaler.Contracts.Agents;
using Autoscaler.Contracts.Slots;

namespace Autoscaler.Grains.Slots;

/// <summary>What the agent on the slot's instance says, and is answered.</summary>
internal sealed partial class InstanceSlotGrain
{
    public Task<AgentAnswer> HearAsync(AgentReport report, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(report);
        if (StandingOf(report) is var standing and not AgentStanding.Accepted)
        {
            return Task.FromResult(new AgentAnswer { Standing = standing, HeartbeatPeriod = options.Value.HeartbeatPeriod });
        }

        var (answer, isNews) = desk.Hear(_id.Endpoint, report);
        if (isNews)
        {
            // Recorded by the slot's own work, like all else that it sees of a host.
            Hasten();
        }

        return Task.FromResult(answer);
    }

    private AgentStanding StandingOf(AgentReport report)
    {
        if (report.Generation != Current.Generation)
        {
            // A generation that is not written yet was launched by nobody; this activation may be behind the one that wrote it.
            return report.Generation > Current.Generation ? AgentStanding.Early : AgentStanding.Superseded;
        }

        return Current.Phase switch
        {
            SlotPhase.Launching => AgentStanding.Early,
            SlotPhase.Booting or SlotPhase.Running or SlotPhase.Draining => Current.Instance == report.Instance ? AgentStanding.Accepted : AgentStanding.NotItsSlot,
            _ => AgentStanding.Superseded,
        };
    }
}
