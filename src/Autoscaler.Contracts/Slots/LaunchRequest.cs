using System.Globalization;
using Autoscaler.Contracts.Capacity;

namespace Autoscaler.Contracts.Slots;

/// <summary>One launch call, exactly as it is made and, after a crash, made again.</summary>
[GenerateSerializer, Alias("autoscaler.LaunchRequest"), Immutable]
public sealed record LaunchRequest
{
    /// <summary>The slot that the instance will occupy; its endpoint owns the instance.</summary>
    [Id(0)] public required SlotId Slot { get; init; }

    /// <summary>The slot's generation.</summary>
    [Id(1)] public required int Generation { get; init; }

    /// <summary>Where to launch, best first.</summary>
    [Id(2)] public required ImmutableArray<InstancePool> Pools { get; init; }

    /// <summary>Where each image comes from, sorted by image.</summary>
    [Id(3)] public required ImmutableArray<ImageSource> Images { get; init; }

    /// <summary>
    /// Counts the requests of the generation, from 1. One whose volumes could not be restored launched nothing; the next asks for the same instance without them.
    /// </summary>
    [Id(5)] public int Attempt { get; init; } = 1;

    /// <summary>The token of the call: the same slot, generation and attempt give the same token for ever.</summary>
    public LaunchToken Token => Attempt <= 1 ? TokenOf(Slot, Generation) : Hash(string.Create(CultureInfo.InvariantCulture, $"{Slot}/{Generation}/{Attempt}"));

    /// <summary>The token for a slot's generation. Names of 63 characters can make the plain text longer than the 64 that a cloud takes, so it is hashed.</summary>
    public static LaunchToken TokenOf(SlotId slot, int generation)
    {
        return Hash(string.Create(CultureInfo.InvariantCulture, $"{slot}/{generation}"));
    }

    private static LaunchToken Hash(string text)
    {
        var hash = System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(text));
        return new LaunchToken("as-" + Convert.ToHexStringLower(hash.AsSpan(0, 24)));
    }
}
