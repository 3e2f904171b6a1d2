namespace Autoscaler.Contracts.History;

/// <summary>Which events to read.</summary>
[GenerateSerializer, Alias("autoscaler.EventQuery"), Immutable]
public sealed record EventQuery
{
    /// <summary>Most events of a page.</summary>
    public const int MaxLimit = 1_000;

    /// <summary>Only events behind this one, oldest first; null for no such bound.</summary>
    [Id(0)] public long? After { get; init; }

    /// <summary>Only events before this one, newest first; null for no such bound. With neither bound the newest come, newest first. Not together with <see cref="After"/>.</summary>
    [Id(1)] public long? Before { get; init; }

    /// <summary>Most events to read, 1 to <see cref="MaxLimit"/>. Default 100.</summary>
    [Id(2)] public int Limit { get; init; } = 100;

    /// <summary>Kinds of events. Default all.</summary>
    [Id(3)] public EventKinds Kinds { get; init; } = EventKinds.All;

    /// <summary>The acting decision of this number; null for any.</summary>
    [Id(4)] public long? Decision { get; init; }

    /// <summary>Only events at this time or later, UTC; null for no such bound.</summary>
    [Id(5)] public DateTimeOffset? From { get; init; }

    /// <summary>Only events before this time, UTC; null for no such bound.</summary>
    [Id(6)] public DateTimeOffset? To { get; init; }
}
