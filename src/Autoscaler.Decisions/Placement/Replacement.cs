using Autoscaler.Contracts.Decisions;
using Autoscaler.Contracts.Specs;
using Autoscaler.Decisions.Fleets;

namespace Autoscaler.Decisions.Placement;

/// <summary>How copies of an image, or of weights, that a component has left are replaced: some of the new ones come first, and as many of the old ones go once those are ready.</summary>
/// <param name="Surge">Copies beyond those that demand calls for.</param>
/// <param name="MayGo">Copies of the old ones that are not needed any more.</param>
internal readonly record struct Replacement(int Surge, int MayGo)
{
    // So large a part of the copies is replaced at a time, one at least.
    private const double BatchRatio = 0.25;

    public static Replacement Of(ComponentSpec component, ComponentDecision decision, Fleet fleet)
    {
        if (!fleet.HasOutdated(component))
        {
            return default;
        }

        var outdated = 0;
        foreach (var copy in fleet.Slots.SelectMany(static slot => slot.Copies))
        {
            if (copy.State is FleetCopyState.Ready or FleetCopyState.Coming && copy.Id.Component == component.Name && !copy.Intent.Order.Runs(component))
            {
                outdated++;
            }
        }

        var batch = Math.Max(1, (int)(decision.Wanted * BatchRatio));
        return new Replacement(decision.Wanted == 0 ? 0 : Math.Min(outdated, batch), Math.Max(0, Math.Min(outdated, decision.Ready - decision.Wanted)));
    }
}
