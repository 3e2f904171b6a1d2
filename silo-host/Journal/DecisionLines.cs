using System.Globalization;
using Autoscaler.Contracts.Decisions;
using Autoscaler.SiloHost.Demo;

namespace Autoscaler.SiloHost.Journal;

/// <summary>Puts a decision into lines: one for each component whose copies it changes, and one for each instance that it lets go.</summary>
internal static class DecisionLines
{
    // Columns of what is wanted and why, so that effects stand under each other.
    private const int ChangeWidth = 60;

    public static IEnumerable<LinePart> Of(ScalingDecision decision, JournalClock clock)
    {
        foreach (var component in decision.Components)
        {
            var placed = decision.Placements.Where(placement => placement.Copy.Component == component.Component).ToList();
            var drained = decision.Drains.Where(drain => drain.Copy.Component == component.Component).ToList();
            if (placed.Count + drained.Count == 0)
            {
                continue;
            }

            var change = $"{component.Component} {component.Ready + component.Coming}→{component.Wanted} ({Why(decision.Id.Endpoint, component)})";
            var effects = new[] { Effect(placed, clock), Effect(drained) }.Where(static effect => effect.Length > 0);
            yield return new(placed.Count > 0 ? "scale out" : "scale in", $"{change.PadRight(ChangeWidth)} {string.Join("; ", effects)}");
        }

        foreach (var release in decision.Releases)
        {
            yield return new("release", string.Create(
                CultureInfo.InvariantCulture,
                $"slot {release.Slot} ({EventLines.Lower(release.Reason)}: empty for {JournalClock.Text(release.EmptyFor)}, worth keeping for {JournalClock.Text(release.WorthKeepingFor)})"));
        }
    }

    private static string Why(EndpointId endpoint, ComponentDecision component)
    {
        var why = EventLines.Lower(component.Reason);
        if (DemandBehind(component) is { } demand)
        {
            var target = DemoEndpoints.All.FirstOrDefault(spec => spec.Id == endpoint)?.Find(component.Component)?.Policy.TargetConcurrencyPerCopy;
            var supply = target is { } perCopy ? string.Create(CultureInfo.InvariantCulture, $" of {(component.Ready + component.Coming) * perCopy:0.#}") : string.Empty;
            why += string.Create(CultureInfo.InvariantCulture, $": demand {demand:0.#}{supply}");
        }

        return component.Limit == ScalingLimit.None ? why : $"{why}, held by {EventLines.Lower(component.Limit)}";
    }

    // The reading that the winning rule went by.
    private static double? DemandBehind(ComponentDecision component) => component.Reason switch
    {
        ScalingReason.Panic => component.Demand.Panic,
        ScalingReason.StableWindow => component.Demand.Stable,
        ScalingReason.TargetExceeded or ScalingReason.WithinTolerance => component.Demand.Tracked,
        ScalingReason.DemandFell or ScalingReason.Stabilizing => component.Demand.Peak,
        _ => null,
    };

    private static string Effect(List<CopyPlacement> placed, JournalClock clock)
    {
        if (placed.Count == 0)
        {
            return string.Empty;
        }

        var classes = placed.GroupBy(static placement => placement.Chosen.Class).OrderBy(static group => group.Key).Select(static group => $"{group.Count()} {NameOf(group.Key)}");
        return $"+{placed.Count}: {string.Join(", ", classes)}; ready by {clock.Text(placed.Max(static placement => placement.Chosen.ExpectedReadyAt))}";
    }

    private static string Effect(List<CopyDrain> drained)
    {
        var reasons = drained.GroupBy(static drain => drain.Reason).OrderBy(static group => group.Key).Select(static group => $"{group.Count()} {EventLines.Lower(group.Key)}");
        return drained.Count == 0 ? string.Empty : $"-{drained.Count}: {string.Join(", ", reasons)}";
    }

    /// <summary>A class as lines and summary name it.</summary>
    internal static string NameOf(PlacementClass placementClass) => placementClass switch
    {
        PlacementClass.Undrain => "undrained",
        PlacementClass.WarmWithWeights => "warm with weights",
        PlacementClass.WarmWithImage => "warm with image",
        PlacementClass.WarmBare => "on free accelerators",
        PlacementClass.Booting => "on booting instances",
        PlacementClass.NewFromCache => "new from cache",
        PlacementClass.NewFromRegistry => "new from registry",
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
