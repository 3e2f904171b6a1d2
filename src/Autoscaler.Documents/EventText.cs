using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Autoscaler.Contracts.Caching;
using Autoscaler.Contracts.Decisions;
using Autoscaler.Contracts.Journal;
using Autoscaler.Contracts.Slots;
using Autoscaler.Contracts.Specs;

namespace Autoscaler.Documents;

/// <summary>
/// Says in words what happened, a part for each thing that a person would tell apart: a decision is one for each component whose copies it changes, and one for each
/// instance that it lets go. A copy's ordered and starting phases are left out, because its placement tells them.
/// </summary>
/// <param name="time">How times are shown.</param>
/// <param name="specOf">The spec of an endpoint, where one is at hand: with it images have names, and demand stands beside what is supplied.</param>
public sealed class EventText(Func<DateTimeOffset, string> time, Func<EndpointId, EndpointSpec?> specOf)
{
    // Columns of what is wanted and why, so that effects stand under each other.
    private const int ChangeWidth = 60;

    /// <summary>The parts of an event; none for what is left out.</summary>
    public IEnumerable<EventPart> PartsOf(FleetEvent happened) => happened switch
    {
        DecisionMade made => PartsOf(made.Decision),
        HoldsEnded holds => holds.Components.Select(component => new EventPart("hold", What(holds, component))),
        SlotPhaseChanged slot => [new($"slot {slot.Slot}", What(slot))],
        CopyPhaseChanged { Copy.Phase: CopyPhase.Ordered or CopyPhase.Starting } => [],
        CopyPhaseChanged copy => [new("copy", What(copy))],
        CacheEntryChanged entry => [new("cache", What(entry.Endpoint, entry.Entry))],
        LaunchRefused refused => [new("no capacity", $"slot {refused.Slot} asked {string.Join(", ", refused.Pools)}")],
        EndpointChanged endpoint => [new("endpoint", Words(endpoint.Phase))],
        EndpointSteered steered => [new("steered", What(steered))],
        ImageStaged staged => [new("image", What(staged.Rollout))],
        PurgeAdvanced purge => [new("purge", string.Create(CultureInfo.InvariantCulture, $"{purge.Number} of {Words(purge.Scope)}: {Words(purge.Step.Phase)}, {purge.Step.Live} live"))],
        PurgeCompleted done => [new("receipt", What(done.Receipt))],
        OrphanDeleted orphan => [new("orphan", $"{Words(orphan.Kind)} {orphan.Id} was nobody's, and is deleted")],
        _ => [new(happened.GetType().Name, string.Empty)],
    };

    /// <summary>A duration, as <c>00:04:18</c>; hours go on after a day.</summary>
    public static string Duration(TimeSpan duration)
    {
        var seconds = (long)Math.Round(duration.TotalSeconds);
        return string.Create(CultureInfo.InvariantCulture, $"{(seconds < 0 ? "-" : "")}{Math.Abs(seconds) / 3600:00}:{Math.Abs(seconds) / 60 % 60:00}:{Math.Abs(seconds) % 60:00}");
    }

    /// <summary>A case of an enumeration in words, as <c>boot timeout</c>.</summary>
    public static string Words<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString()).Replace('-', ' ');

    /// <summary>A class of places, as lines name it.</summary>
    public static string NameOf(PlacementClass placementClass) => placementClass switch
    {
        PlacementClass.Undrain => "undrained",
        PlacementClass.WarmWithWeights => "warm with weights",
        PlacementClass.WarmWithImage => "warm with image",
        PlacementClass.WarmBare => "on free accelerators",
        PlacementClass.Booting => "on booting instances",
        PlacementClass.NewFromCache => "new from cache",
        PlacementClass.NewFromRegistry => "new from registry",
        _ => throw new UnreachableException(),
    };

    private IEnumerable<EventPart> PartsOf(ScalingDecision decision)
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
            var effects = new[] { Effect(placed), Effect(drained) }.Where(static effect => effect.Length > 0);
            yield return new(placed.Count > 0 ? "scale out" : "scale in", $"{change.PadRight(ChangeWidth)} {string.Join("; ", effects)}");
        }

        foreach (var release in decision.Releases)
        {
            yield return new("release", $"slot {release.Slot} ({Words(release.Reason)}: empty for {Duration(release.EmptyFor)}, worth keeping for {Duration(release.WorthKeepingFor)})");
        }
    }

    private string Why(EndpointId endpoint, ComponentDecision component)
    {
        var why = Words(component.Reason);
        if (DemandBehind(component) is { } demand)
        {
            var target = specOf(endpoint)?.Find(component.Component)?.Policy.TargetConcurrencyPerCopy;
            var supply = target is { } perCopy ? string.Create(CultureInfo.InvariantCulture, $" of {(component.Ready + component.Coming) * perCopy:0.#}") : string.Empty;
            why += string.Create(CultureInfo.InvariantCulture, $": demand {demand:0.#}{supply}");
        }

        return component.Limit == ScalingLimit.None ? why : $"{why}, held by {Words(component.Limit)}";
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

    private string Effect(List<CopyPlacement> placed)
    {
        if (placed.Count == 0)
        {
            return string.Empty;
        }

        var classes = placed.GroupBy(static placement => placement.Chosen.Class).OrderBy(static group => group.Key).Select(static group => $"{group.Count()} {NameOf(group.Key)}");
        return $"+{placed.Count}: {string.Join(", ", classes)}; ready by {time(placed.Max(static placement => placement.Chosen.ExpectedReadyAt))}";
    }

    private static string Effect(List<CopyDrain> drained)
    {
        var reasons = drained.GroupBy(static drain => drain.Reason).OrderBy(static group => group.Key).Select(static group => $"{group.Count()} {Words(group.Key)}");
        return drained.Count == 0 ? string.Empty : $"-{drained.Count}: {string.Join(", ", reasons)}";
    }

    private string What(HoldsEnded holds, ComponentDecision component) =>
        $"{component.Component} at {component.Wanted} for {Duration(holds.At - holds.Since)}, {holds.Ticks} {(holds.Ticks == 1 ? "tick" : "ticks")} ({Why(holds.Endpoint, component)})";

    private static string What(SlotPhaseChanged slot)
    {
        var where = slot.Pool is { } pool && slot.Phase is not SlotPhase.Vacant ? $" {pool}" : string.Empty;
        var images = slot.Phase == SlotPhase.Booting && !slot.Images.IsEmpty
            ? $", images by {string.Join(", ", slot.Images.Select(static image => MechanismNames.NameOf(image.Mechanism)).Distinct())}"
            : string.Empty;
        var failure = slot.Failure is { } failed && failed.Generation == slot.Generation ? $" ({Words(failed.Kind)}: {failed.Detail})" : string.Empty;
        return $"{Words(slot.Phase)}{where}{images}{failure}";
    }

    private static string What(CopyPhaseChanged copy)
    {
        var after = copy.TimeToReady is { } took ? $" {Duration(took)} after its order" : string.Empty;
        var failure = copy.Copy.Failure is { } failed ? $" ({failed})" : string.Empty;
        return $"{copy.Copy.Id} {Words(copy.Copy.Phase)} on slot {copy.Slot}{after}{failure}";
    }

    private static string What(ImageRollout rollout) => rollout.Next is { } next
        ? $"{rollout.Component} waits for {next.Reference} at {next.Digest}"
        : $"{rollout.Component} is scaled on {rollout.Serving.Reference} at {rollout.Serving.Digest}";

    private static string What(PurgeReceipt receipt) =>
        string.Create(CultureInfo.InvariantCulture, $"{receipt.Number} of {Words(receipt.Scope)}: {receipt.Resources.Length} things, none live; {receipt.Hash}");

    private string What(EndpointId endpoint, CacheEntryView entry)
    {
        var reference = specOf(endpoint)?.Components.FirstOrDefault(component => component.Image.Digest == entry.Image)?.Image.Reference;
        var failure = entry.Failure is { } failed ? $" ({failed})" : string.Empty;
        return string.Create(CultureInfo.InvariantCulture, $"{reference?.Split('/')[^1] ?? entry.Image.Value} {Words(entry.State)}, {entry.CompressedSize}{failure}");
    }

    private string What(EndpointSteered steered)
    {
        var component = steered.Component is { } name ? $" {name}" : string.Empty;
        var copies = steered.Copies is { } count ? $" at {count}" : string.Empty;
        var until = steered.Until is { } end ? $" until {time(end)}" : string.Empty;
        return $"{Words(steered.Action)}{component}{copies}{until} by {steered.By}";
    }
}

/// <summary>What a line tells of an endpoint.</summary>
/// <param name="Subject">What acts, or is acted on, in a word or two.</param>
/// <param name="What">What happened.</param>
public readonly record struct EventPart(string Subject, string What);
