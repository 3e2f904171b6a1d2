namespace Autoscaler.Contracts.Slots;

/// <summary>All that an endpoint wants of a slot. An intent replaces the one before it, whole.</summary>
[GenerateSerializer, Alias("autoscaler.SlotIntent"), Immutable]
public sealed record SlotIntent
{
    /// <summary>What a slot was asked before it was asked anything.</summary>
    public static SlotIntent None { get; } = new() { Version = 0 };

    /// <summary>Counts the intents of the slot, from 1. A slot ignores an intent that is not newer than the one it holds.</summary>
    [Id(0)] public required long Version { get; init; }

    /// <summary>The instance to have; null before the first.</summary>
    [Id(1)] public LaunchIntent? Launch { get; init; }

    /// <summary>The copies to have, by number.</summary>
    [Id(2)] public ImmutableArray<CopyIntent> Copies { get; init; } = [];

    /// <summary>Whether the instance of <see cref="Launch"/> shall go.</summary>
    [Id(3)] public bool Release { get; init; }
}
