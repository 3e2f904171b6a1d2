using System.Globalization;
using Autoscaler.Cloud.Instances;
using Autoscaler.Contracts.Caching;

namespace Autoscaler.Grains.Caching;

/// <summary>Keeps the books of a purge: what was listed, what became of it, and the chain of its phases.</summary>
internal static class PurgeLedger
{
    public static PurgeProgress Begin(PurgeScope scope, PurgeOrder? order, ImmutableArray<ImageDigest> contents, long number, string previousHash, DateTimeOffset now) => Enter(
        new PurgeProgress
        {
            Number = number,
            Order = order,
            Scope = scope,
            Component = order?.Component,
            Contents = contents,
            BeganAt = now,
            Phase = PurgePhase.Draining,
            PreviousHash = previousHash,
        },
        PurgePhase.Draining,
        now);

    public static PurgeProgress Enter(PurgeProgress purge, PurgePhase phase, DateTimeOffset now)
    {
        var step = new PurgeStep(now, phase, purge.LiveCount, string.Empty);
        var previous = purge.Steps.IsEmpty ? purge.PreviousHash : purge.Steps[^1].Hash;
        return purge with { Phase = phase, Steps = purge.Steps.Add(step with { Hash = PurgeReceipt.HashOf(previous, step) }) };
    }

    /// <summary>The purge after a list of what carries the tag: what is on it as it is said to be, what is on it no more is gone. The same object if nothing changed.</summary>
    public static PurgeProgress Note(PurgeProgress purge, IEnumerable<TaggedResource> listed, DateTimeOffset now)
    {
        var known = purge.Resources.ToDictionary(static resource => (resource.Kind, resource.Id));
        var next = new SortedDictionary<(PurgedResourceKind, string), PurgedResource>(Comparer<(PurgedResourceKind Kind, string Id)>.Create(static (left, right) =>
            left.Kind != right.Kind ? left.Kind.CompareTo(right.Kind) : string.CompareOrdinal(left.Id, right.Id)));
        foreach (var resource in listed)
        {
            var key = (KindOf(resource.Kind), resource.Id);
            next[key] = Of(known.GetValueOrDefault(key), resource, now);
        }

        foreach (var (key, resource) in known.Where(entry => !next.ContainsKey(entry.Key)))
        {
            next[key] = resource.State == PurgedResourceState.Gone ? resource : resource with
            {
                State = PurgedResourceState.Gone,
                DeletedAt = resource.DeletedAt ?? now,
                Evidence = string.Create(CultureInfo.InvariantCulture, $"not among all that carries the endpoint's tag, listed at {now.UtcDateTime:O}"),
            };
        }

        return next.Values.SequenceEqual(purge.Resources) ? purge : purge with { Resources = [.. next.Values] };
    }

    public static PurgeReceipt Receipt(EndpointId endpoint, PurgeProgress purge, DateTimeOffset now)
    {
        var receipt = new PurgeReceipt
        {
            Endpoint = endpoint,
            Number = purge.Number,
            Scope = purge.Scope,
            Component = purge.Component,
            Contents = purge.Contents,
            BeganAt = purge.BeganAt,
            EndedAt = now,
            Resources = purge.Resources,
            Steps = purge.Steps,
            PreviousHash = purge.PreviousHash,
            Hash = string.Empty,
        };
        return receipt with { Hash = receipt.ComputeHash() };
    }

    public static PurgedResourceKind KindOf(TaggedResourceKind kind) => kind switch
    {
        TaggedResourceKind.Instance => PurgedResourceKind.Instance,
        TaggedResourceKind.Volume => PurgedResourceKind.Volume,
        TaggedResourceKind.Snapshot => PurgedResourceKind.Snapshot,
        TaggedResourceKind.Builder => PurgedResourceKind.Builder,
        TaggedResourceKind.LaunchTemplate => PurgedResourceKind.LaunchTemplate,
        TaggedResourceKind.FastRestore => PurgedResourceKind.FastRestore,
        TaggedResourceKind.Key => PurgedResourceKind.Key,
        TaggedResourceKind.Grant => PurgedResourceKind.Grant,
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    // Within a state nothing is new: the evidence is that of the list that first showed it.
    private static PurgedResource Of(PurgedResource? known, TaggedResource listed, DateTimeOffset now)
    {
        var state = listed.State switch
        {
            TaggedResourceState.Live => PurgedResourceState.Live,
            TaggedResourceState.Terminated => PurgedResourceState.Terminated,
            TaggedResourceState.PendingDeletion => PurgedResourceState.PendingDeletion,
            _ => throw new System.Diagnostics.UnreachableException(),
        };
        if (known is not null && (known.State == state || known.State == PurgedResourceState.Terminated))
        {
            return known;
        }

        var evidence = state switch
        {
            PurgedResourceState.Terminated => "listed as terminated",
            PurgedResourceState.PendingDeletion => string.Create(CultureInfo.InvariantCulture, $"listed as pending deletion until {listed.DeletesAt?.UtcDateTime:O}"),
            _ => "listed as live",
        };
        return new PurgedResource
        {
            Kind = KindOf(listed.Kind),
            Id = listed.Id,
            Content = listed.Content,
            SeenAt = known?.SeenAt ?? now,
            State = state,
            DeletedAt = state == PurgedResourceState.Live ? null : now,
            DeletesAt = listed.DeletesAt,
            Evidence = string.Create(CultureInfo.InvariantCulture, $"{evidence} at {now.UtcDateTime:O}"),
        };
    }
}
