using Autoscaler.Contracts.Journal;
using Autoscaler.Grains.Journal;

namespace Autoscaler.Grains.Telemetry;

/// <summary>Counts what the grains tell their journal. A host that exports metrics passes events on to it.</summary>
/// <param name="decisions">Where decisions are counted.</param>
/// <param name="slots">Where instances and copies are counted.</param>
/// <param name="caches">Where cache entries are counted.</param>
public sealed class EventMeter(DecisionInstruments decisions, SlotInstruments slots, CacheInstruments caches) : IFleetJournal
{
    /// <inheritdoc/>
    public void Record(FleetEvent happened)
    {
        switch (happened)
        {
            case DecisionMade made:
                decisions.OnMade(made.Decision);
                break;
            case SlotPhaseChanged changed:
                slots.OnEntered(changed);
                break;
            case CopyPhaseChanged changed:
                slots.OnEntered(changed);
                break;
            case CacheEntryChanged changed:
                caches.OnEntered(changed);
                break;
            case PurgeCompleted purged:
                caches.OnPurged(purged.Receipt);
                break;
            case OrphanDeleted orphan:
                caches.OnDeleted(orphan);
                break;
            case LaunchRefused refused:
                slots.OnRefused(refused);
                break;
            default:
                break;
        }
    }
}
