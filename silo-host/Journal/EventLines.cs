using System.Diagnostics;
using System.Globalization;
using Autoscaler.Contracts.Caching;
using Autoscaler.Contracts.Endpoints;
using Autoscaler.Contracts.Journal;
using Autoscaler.Contracts.Slots;
using Autoscaler.Decisions.Startup;
using Autoscaler.SiloHost.Demo;

namespace Autoscaler.SiloHost.Journal;

/// <summary>Puts what happens into aligned lines: when, to whom, what, and why. A copy's ordered and starting phases are left out: its placement tells them.</summary>
internal sealed class EventLines(JournalClock clock)
{
    private const int SubjectWidth = 12;

    private static readonly int EndpointWidth = DemoEndpoints.All.Max(static spec => spec.Id.ToString().Length);

    /// <summary>The lines of an event; none for what is left out.</summary>
    public IEnumerable<string> Of(FleetEvent happened) => PartsOf(happened)
        .Select(part => $"{clock.Text(happened.At)}  {happened.Endpoint.ToString().PadRight(EndpointWidth)}  {part.Subject.PadRight(SubjectWidth)}{part.What}");

    private IEnumerable<LinePart> PartsOf(FleetEvent happened) => happened switch
    {
        DecisionMade made => DecisionLines.Of(made.Decision, clock),
        SlotPhaseChanged slot => [new($"slot {slot.Slot}", What(slot))],
        CopyPhaseChanged { Copy.Phase: CopyPhase.Ordered or CopyPhase.Starting } => [],
        CopyPhaseChanged copy => [new("copy", What(copy))],
        CacheEntryChanged entry => [new("cache", What(entry.Endpoint, entry.Entry))],
        LaunchRefused refused => [new("no capacity", $"slot {refused.Slot} asked {string.Join(", ", refused.Pools)}")],
        EndpointChanged { Phase: EndpointPhase.Active } => [new("endpoint", "active")],
        EndpointChanged endpoint => [new("endpoint", Lower(endpoint.Phase))],
        ImageStaged staged => [new("image", What(staged.Rollout))],
        PurgeAdvanced purge => [new("purge", $"{purge.Number} {Lower(purge.Step.Phase)}, {purge.Step.Live} live")],
        PurgeCompleted done => [new("receipt", $"{done.Receipt.Number} of {Lower(done.Receipt.Scope)}, {done.Receipt.Resources.Length} things gone, {done.Receipt.Hash[..12]}")],
        OrphanDeleted orphan => [new("orphan", $"{Lower(orphan.Kind)} {orphan.Id} deleted")],
        TrafficChanged traffic => [new("traffic", traffic.What)],
        _ => throw new UnreachableException(),
    };

    private static string What(SlotPhaseChanged slot)
    {
        var where = slot.Pool is { } pool && slot.Phase is not SlotPhase.Vacant ? $" {pool}" : string.Empty;
        var images = slot.Phase == SlotPhase.Booting && !slot.Images.IsEmpty
            ? $", images by {string.Join(", ", slot.Images.Select(static image => MechanismNames.NameOf(image.Mechanism)).Distinct())}"
            : string.Empty;
        var failure = slot.Failure is { } failed && failed.Generation == slot.Generation ? $" ({Lower(failed.Kind)}: {failed.Detail})" : string.Empty;
        return $"{Lower(slot.Phase)}{where}{images}{failure}";
    }

    private static string What(CopyPhaseChanged copy)
    {
        var after = copy.TimeToReady is { } time ? $" {JournalClock.Text(time)} after its order" : string.Empty;
        var failure = copy.Copy.Failure is { } failed ? $" ({failed})" : string.Empty;
        return $"{copy.Copy.Id} {Lower(copy.Copy.Phase)} on slot {copy.Slot}{after}{failure}";
    }

    private static string What(ImageRollout rollout) => rollout.Next is { } next
        ? $"{rollout.Component} waits for {next.Reference} {next.Digest}"
        : $"{rollout.Component} is scaled on {rollout.Serving.Reference} {rollout.Serving.Digest}";

    private static string What(EndpointId endpoint, CacheEntryView entry)
    {
        var image = DemoEndpoints.All.Where(spec => spec.Id == endpoint)
            .SelectMany(static spec => spec.Components)
            .FirstOrDefault(component => component.Image.Digest == entry.Image)?.Image.Reference.Split('/')[^1] ?? entry.Image.Value;
        var failure = entry.Failure is { } failed ? $" ({failed})" : string.Empty;
        return string.Create(CultureInfo.InvariantCulture, $"{image} {Lower(entry.State)}, {entry.CompressedSize}{failure}");
    }

    /// <summary>A case of an enum in words, as <c>boot timeout</c>.</summary>
    internal static string Lower<T>(T value)
        where T : struct, Enum => System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString()).Replace('-', ' ');
}

/// <summary>What a line tells of an endpoint.</summary>
/// <param name="Subject">What acts, or is acted on.</param>
/// <param name="What">What happened.</param>
internal readonly record struct LinePart(string Subject, string What);
