using Autoscaler.Contracts.Slots;

namespace Autoscaler.Contracts.Agents;

/// <summary>What an instance's agent says of itself. The later of two reports is the one with the higher sequence; an earlier one that comes late changes nothing.</summary>
[GenerateSerializer, Alias("autoscaler.AgentReport"), Immutable]
public sealed record AgentReport
{
    /// <summary>What kind it is, and so which of the members below it carries.</summary>
    [Id(0)] public required AgentReportKind Kind { get; init; }

    /// <summary>The generation of its slot that the instance was launched for.</summary>
    [Id(1)] public required int Generation { get; init; }

    /// <summary>The instance, by the cloud's id.</summary>
    [Id(2)] public required InstanceId Instance { get; init; }

    /// <summary>Counts the reports of the instance, from 1; it goes on over a restart of the agent, as a clock's milliseconds do.</summary>
    [Id(3)] public required long Sequence { get; init; }

    /// <summary>Of a registration: the restored volumes, as they were found, sorted by what they should hold.</summary>
    [Id(4)] public ImmutableArray<VolumeReading> Volumes { get; init; } = [];

    /// <summary>Of a heartbeat: what lies whole on the disks.</summary>
    [Id(5)] public DiskContents Disk { get; init; } = DiskContents.Empty;

    /// <summary>Of a heartbeat: what lies whole on the instance's own disk, sorted by content.</summary>
    [Id(6)] public ImmutableArray<DiskFile> Files { get; init; } = [];

    /// <summary>Of a heartbeat: all copies, by number, those that are over included until they were told once. Of a phase: the one copy that entered it.</summary>
    [Id(7)] public ImmutableArray<CopyStatus> Copies { get; init; } = [];

    /// <summary>Of a heartbeat: what copies have in flight, by number.</summary>
    [Id(8)] public ImmutableArray<CopyLoad> Loads { get; init; } = [];
}
