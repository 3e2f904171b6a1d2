using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Autoscaler.Contracts.Caching;

/// <summary>
/// What a purge ended in: what there was, when each thing was deleted, and what shows it. Its hash covers all of it and the hash before it, so that a receipt that was
/// changed, or one that was taken out of the row, does not fit any more; each step's hash also stands in the journal.
/// </summary>
[GenerateSerializer, Alias("autoscaler.PurgeReceipt"), Immutable]
public sealed record PurgeReceipt
{
    /// <summary>The endpoint.</summary>
    [Id(0)] public required EndpointId Endpoint { get; init; }

    /// <summary>Counts the purges of the endpoint's cache, from 1.</summary>
    [Id(1)] public required long Number { get; init; }

    /// <summary>What was purged.</summary>
    [Id(2)] public required PurgeScope Scope { get; init; }

    /// <summary>The component that was removed; null where the scope is not one component.</summary>
    [Id(3)] public ComponentName? Component { get; init; }

    /// <summary>The images and weights that were purged, sorted; empty for an endpoint: everything.</summary>
    [Id(4)] public ImmutableArray<ImageDigest> Contents { get; init; } = [];

    /// <summary>When it began, UTC.</summary>
    [Id(5)] public required DateTimeOffset BeganAt { get; init; }

    /// <summary>When the last list showed nothing live, UTC.</summary>
    [Id(6)] public required DateTimeOffset EndedAt { get; init; }

    /// <summary>All that there was, sorted by kind and id; none of it is live.</summary>
    [Id(7)] public ImmutableArray<PurgedResource> Resources { get; init; } = [];

    /// <summary>The phases of the purge, in order.</summary>
    [Id(8)] public ImmutableArray<PurgeStep> Steps { get; init; } = [];

    /// <summary>The hash of the receipt before this one, or of the endpoint's name for the first.</summary>
    [Id(9)] public required string PreviousHash { get; init; }

    /// <summary>SHA-256 over the last step's hash and all that the receipt says, in lower-case hexadecimal.</summary>
    [Id(10)] public required string Hash { get; init; }

    /// <summary>Whether the hashes of the receipt and of its steps are what its contents give, and nothing that it names is live.</summary>
    public bool IsIntact
    {
        get
        {
            var hash = PreviousHash;
            foreach (var step in Steps)
            {
                hash = HashOf(hash, step);
                if (hash != step.Hash)
                {
                    return false;
                }
            }

            return Hash == ComputeHash() && Resources.All(static resource => resource.State != PurgedResourceState.Live);
        }
    }

    /// <summary>What the chain of an endpoint's receipts begins with.</summary>
    public static string FirstHashOf(EndpointId endpoint) => Sha256(endpoint.ToString());

    /// <summary>The hash of a step after another hash.</summary>
    public static string HashOf(string previous, PurgeStep step)
    {
        ArgumentNullException.ThrowIfNull(step);
        return Sha256(string.Create(CultureInfo.InvariantCulture, $"{previous}\n{step.At.UtcDateTime:O}\n{step.Phase}\n{step.Live}"));
    }

    /// <summary>The hash that the contents give.</summary>
    public string ComputeHash()
    {
        var text = new StringBuilder();
        Line(text, Steps.IsEmpty ? PreviousHash : Steps[^1].Hash, Endpoint, Number, Scope, Component, BeganAt.UtcDateTime.ToString("O", CultureInfo.InvariantCulture));
        Line(text, EndedAt.UtcDateTime.ToString("O", CultureInfo.InvariantCulture), string.Join(',', Contents));
        foreach (var resource in Resources)
        {
            Line(
                text, resource.Kind, resource.Id, resource.Content, resource.State, resource.SeenAt.UtcDateTime.ToString("O", CultureInfo.InvariantCulture),
                resource.DeletedAt?.UtcDateTime.ToString("O", CultureInfo.InvariantCulture), resource.DeletesAt?.UtcDateTime.ToString("O", CultureInfo.InvariantCulture), resource.Evidence);
        }

        return Sha256(text.ToString());
    }

    // Each part with its length, so that no two contents give one text.
    private static void Line(StringBuilder text, params ReadOnlySpan<object?> parts)
    {
        foreach (var part in parts)
        {
            var written = Convert.ToString(part, CultureInfo.InvariantCulture) ?? string.Empty;
            text.Append(CultureInfo.InvariantCulture, $"{written.Length}:{written} ");
        }

        text.Append('\n');
    }

    private static string Sha256(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
