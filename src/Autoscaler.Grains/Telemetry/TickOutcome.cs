namespace Autoscaler.Grains.Telemetry;

/// <summary>What came of a tick, as the feed sees it.</summary>
internal enum TickOutcome
{
    /// <summary>It was answered.</summary>
    Answered,

    /// <summary>It failed, or took too long.</summary>
    Failed,

    /// <summary>The endpoint could not be reached.</summary>
    Unreachable,

    /// <summary>It was left out: an earlier one had not ended.</summary>
    LeftOut,
}
