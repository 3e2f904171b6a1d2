namespace Autoscaler.Contracts.History;

/// <summary>Kinds of events, to choose by.</summary>
[Flags, GenerateSerializer, Alias("autoscaler.EventKinds")]
public enum EventKinds
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>Acting decisions.</summary>
    Decision = 1,

    /// <summary>Runs of holds.</summary>
    Hold = 2,

    /// <summary>Phases of slots.</summary>
    Slot = 4,

    /// <summary>Phases of copies.</summary>
    Copy = 8,

    /// <summary>Cache entries.</summary>
    Cache = 16,

    /// <summary>Launches that were refused.</summary>
    Capacity = 32,

    /// <summary>An endpoint's beginning, changes and end, and what people did to it.</summary>
    Endpoint = 64,

    /// <summary>All of them.</summary>
    All = Decision | Hold | Slot | Copy | Cache | Capacity | Endpoint,
}
