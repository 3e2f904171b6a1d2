using Autoscaler.Contracts.Caching;
using Autoscaler.Contracts.Endpoints;
using Autoscaler.Contracts.Slots;
using Autoscaler.Contracts.Specs;

namespace Autoscaler.Simulation.Faults.Checks;

/// <summary>
/// Some time after the faults: each endpoint has exactly the copies that its constant demand calls for, each of its slots holds a serving instance or nothing, and its
/// cache holds exactly its images. A deleted endpoint is absent, and nothing of it is left.
/// </summary>
public static class ConvergenceCheck
{
    /// <summary>The check's name.</summary>
    public const string Name = "convergence";

    /// <summary>Everything in which one endpoint has not converged.</summary>
    public static ImmutableArray<Finding> Run(EndpointReading endpoint)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        var findings = ImmutableArray.CreateBuilder<Finding>();
        if (endpoint.OwnerWaitsFor is { } waits)
        {
            findings.Add(Of(endpoint, null, "the owner's calls acknowledged", waits));
        }

        if (endpoint.Expected.Spec is { } spec)
        {
            CheckActive(endpoint, spec, findings);
        }
        else
        {
            CheckAbsent(endpoint, findings);
        }

        return findings.ToImmutable();
    }

    private static void CheckAbsent(EndpointReading endpoint, ImmutableArray<Finding>.Builder findings)
    {
        Require(findings, endpoint, null, endpoint.View.Phase == EndpointPhase.Absent, "the deleted endpoint absent", $"{endpoint.View.Phase}");
        Require(findings, endpoint, null, endpoint.Live.IsEmpty, "nothing of the deleted endpoint live", string.Join(", ", endpoint.Live.Select(live => $"{live.Resource.Kind} {live.Resource.Id}")));
        Require(findings, endpoint, null, endpoint.Cache.Entries.IsEmpty, "the deleted endpoint's cache empty", Entries(endpoint));
        foreach (var slot in endpoint.Slots)
        {
            Require(findings, endpoint, slot.Slot.Ordinal, slot.Phase == SlotPhase.Vacant, "every slot of the deleted endpoint vacant", $"{slot.Phase} since {slot.PhaseEnteredAt:O}");
        }
    }

    private static void CheckActive(EndpointReading endpoint, EndpointSpec spec, ImmutableArray<Finding>.Builder findings)
    {
        Require(findings, endpoint, null, endpoint.View.Phase == EndpointPhase.Active, "the endpoint active", $"{endpoint.View.Phase}");
        Require(
            findings, endpoint, null, endpoint.View.Spec is { } held && Text(held) == Text(spec), $"the spec that was put last, {Text(spec)}",
            endpoint.View.Spec is { } other ? Text(other) : "none");
        Require(findings, endpoint, null, !endpoint.View.IsPaused, "the endpoint not paused, as its owner left it", "paused");
        Require(findings, endpoint, null, endpoint.View.Overrides.IsEmpty, "no copies set by hand, all of them ended or expired", string.Join(", ", endpoint.View.Overrides));
        for (var i = 0; i < spec.Components.Length; i++)
        {
            CheckCopies(endpoint, spec.Components[i], endpoint.Expected.Copies[i], endpoint.ReadyInCloud[i], findings);
        }

        foreach (var slot in endpoint.Slots)
        {
            CheckSlot(endpoint, slot, findings);
        }

        ImmutableArray<ImageDigest> images = spec.Cache.UsesSnapshots ? [.. spec.Components.Select(component => component.Image.Digest).Distinct().Order()] : [];
        var holds = endpoint.Cache.Entries.All(entry => entry.State == CacheEntryState.Ready) && images.SequenceEqual(endpoint.Cache.Entries.Select(entry => entry.Image));
        Require(findings, endpoint, null, holds, $"ready cache entries for exactly {string.Join(", ", images)}", Entries(endpoint));

        // But for hits and misses: they are told with what else changes.
        var knows = endpoint.View.Cache.Entries.Select(entry => (entry.Image, entry.State, entry.Builds)).SequenceEqual(endpoint.Cache.Entries.Select(entry => (entry.Image, entry.State, entry.Builds)));
        Require(
            findings, endpoint, null, knows && endpoint.View.Cache.WantedVersion == endpoint.Cache.WantedVersion, $"the endpoint to know the cache as it is, v{endpoint.Cache.Version}",
            $"v{endpoint.View.Cache.Version}");
    }

    private static void CheckCopies(EndpointReading endpoint, ComponentSpec component, int copies, int readyInCloud, ImmutableArray<Finding>.Builder findings)
    {
        var view = endpoint.View.Components.FirstOrDefault(view => view.Name == component.Name);
        var latest = view?.Latest;
        var converged = latest is not null && latest.Wanted == copies && latest.Ready == copies && latest.Coming == 0 && latest.Draining == 0;
        Require(
            findings, endpoint, null, converged, $"{copies} copies of {component.Name} wanted and ready, none coming or draining",
            latest is null ? "no decision yet" : $"wanted {latest.Wanted}, ready {latest.Ready}, coming {latest.Coming}, draining {latest.Draining}, {latest.Reason}, {latest.Limit}");
        Require(findings, endpoint, null, readyInCloud == copies, $"{copies} copies of {component.Name} ready in the cloud", $"{readyInCloud}");
        Require(findings, endpoint, null, view is not { LaunchesStopped: true }, $"launches of {component.Name} going on", "launches stopped after repeated failures");
    }

    private static void CheckSlot(EndpointReading endpoint, SlotReport slot, ImmutableArray<Finding>.Builder findings)
    {
        var serves = slot.Phase == SlotPhase.Running && !slot.Copies.IsEmpty && slot.Copies.All(copy => copy.Phase == CopyPhase.Ready);
        Require(
            findings, endpoint, slot.Slot.Ordinal, serves || slot.Phase == SlotPhase.Vacant, "a slot that is vacant, or runs with every copy ready",
            $"{slot.Phase} since {slot.PhaseEnteredAt:O} with copies {string.Join(' ', slot.Copies.Select(copy => $"{copy.Id}:{copy.Phase}"))}");
        var known = endpoint.View.Slots.FirstOrDefault(known => known.Slot == slot.Slot);
        Require(
            findings, endpoint, slot.Slot.Ordinal, known is null || known.Version == slot.Version, $"the endpoint to know the slot as it is, v{slot.Version} {slot.Phase}",
            $"v{known?.Version} {known?.Phase}");
    }

    private static void Require(ImmutableArray<Finding>.Builder findings, EndpointReading endpoint, int? slot, bool holds, string expected, string found)
    {
        if (!holds)
        {
            findings.Add(Of(endpoint, slot, expected, found));
        }
    }

    private static Finding Of(EndpointReading endpoint, int? slot, string expected, string found) => new(Name, endpoint.Expected.Id, slot, expected, found);

    private static string Entries(EndpointReading endpoint) =>
        endpoint.Cache.Entries.IsEmpty ? "no entries" : string.Join(", ", endpoint.Cache.Entries.Select(entry => $"{entry.Image} {entry.State} builds {entry.Builds} {entry.Failure}"));

    private static string Text(EndpointSpec spec) =>
        string.Join(", ", spec.Components.Select(component => $"{component.Name} of {component.Image.Digest} {component.MinCopies} to {component.MaxCopies}"));
}
