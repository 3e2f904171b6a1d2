using Autoscaler.Cloud.Copies;
using Autoscaler.Contracts.Agents;
using Autoscaler.Contracts.Slots;

namespace Autoscaler.Grains.Agents;

/// <summary>One instance at the desk: what was last heard of it, and what is wanted of it. In memory: an agent says all of it again, and a slot sends its orders again.</summary>
internal sealed class AgentSeat
{
    // Copies that one instance may be asked to run; it has at most 16 accelerators today.
    private const int MaxOrders = 256;

    private readonly SortedDictionary<CopyId, (AgentGoal Goal, CopyOrder? Order)> _wanted = [];
    private readonly SortedSet<ImageDigest> _evictions = [];
    private HostStatus _heard = new(DiskContents.Empty, []);
    private EndpointId? _endpoint;
    private long _sequence;

    /// <summary>When it last spoke, UTC; null before it did.</summary>
    public DateTimeOffset? HeardAt { get; private set; }

    /// <summary>When somebody last asked for it, UTC.</summary>
    public DateTimeOffset UsedAt { get; set; }

    /// <summary>What was heard.</summary>
    public HostStatus Heard => _heard;

    /// <summary>Takes a report.</summary>
    /// <returns>Whether it says anything that a slot records.</returns>
    public bool Hear(EndpointId endpoint, AgentReport report, DateTimeOffset now)
    {
        HeardAt = now;
        if (report.Sequence <= _sequence)
        {
            return false;
        }

        var before = _heard;
        (_endpoint, _sequence) = (endpoint, report.Sequence);
        _heard = report.Kind switch
        {
            AgentReportKind.Register => before with { Volumes = report.Volumes },
            AgentReportKind.Heartbeat => before with { Disk = report.Disk, Copies = report.Copies, Files = report.Files },
            AgentReportKind.Phase => before with { Copies = Merge(before.Copies, report.Copies) },
            _ => throw new System.Diagnostics.UnreachableException(),
        };
        DropDone(report.Kind == AgentReportKind.Heartbeat);
        return !before.Volumes.SequenceEqual(_heard.Volumes) || !before.Disk.Equals(_heard.Disk) || !SamePhases(before.Copies, _heard.Copies);
    }

    /// <summary>Has a copy run.</summary>
    public CopyOrderResult Order(CopyOrder order)
    {
        if (_endpoint is { } own && order.Endpoint is { } other && own != other)
        {
            return CopyOrderResult.NotItsEndpoint;
        }

        Want(order.Id, AgentGoal.Run, order);
        return CopyOrderResult.Accepted;
    }

    /// <summary>Has a copy drain, stop, or run again.</summary>
    public void Want(CopyId copy, AgentGoal goal, CopyOrder? order = null)
    {
        if (_wanted.Count >= MaxOrders && !_wanted.ContainsKey(copy))
        {
            throw new InvalidOperationException($"An instance is asked for more than {MaxOrders} copies; {copy} is not among them.");
        }

        _wanted[copy] = (goal, order ?? (_wanted.TryGetValue(copy, out var known) ? known.Order : null));
    }

    /// <summary>Whether the host said that a copy is over.</summary>
    public bool IsOver(CopyId copy) => Find(copy) is { IsOver: true };

    /// <summary>Has an image or weights deleted.</summary>
    public void Evict(ImageDigest content) => _evictions.Add(content);

    /// <summary>What the host has not done yet.</summary>
    public AgentAnswer Answer(TimeSpan heartbeatPeriod) => new()
    {
        Standing = AgentStanding.Accepted,
        Orders = [.. _wanted.Where(wanted => IsPending(wanted.Key, wanted.Value.Goal)).Select(wanted => OrderFor(wanted.Key, wanted.Value))],
        Evictions = [.. _evictions],
        HeartbeatPeriod = heartbeatPeriod,
    };

    private AgentOrder OrderFor(CopyId copy, (AgentGoal Goal, CopyOrder? Order) wanted) =>
        new(copy, wanted.Goal, wanted.Goal == AgentGoal.Run && Find(copy) is null ? wanted.Order : null);

    private bool IsPending(CopyId copy, AgentGoal goal) => (goal, Find(copy)) switch
    {
        (_, { IsOver: true }) => false,
        (AgentGoal.Run, null) => true,
        (AgentGoal.Run, var heard) => heard.Phase == CopyPhase.Draining,
        (_, null) => false,
        (AgentGoal.Drain, var heard) => heard.Phase != CopyPhase.Draining,
        _ => true,
    };

    // What is over is not wanted any more; nor is the end of what a host that told all its copies does not have.
    private void DropDone(bool isWhole)
    {
        foreach (var (copy, wanted) in _wanted.ToArray())
        {
            if (IsOver(copy) || (isWhole && wanted.Goal != AgentGoal.Run && Find(copy) is null))
            {
                _wanted.Remove(copy);
            }
        }

        if (isWhole)
        {
            _evictions.IntersectWith(_heard.Files.Select(static file => file.Content));
        }
    }

    private CopyStatus? Find(CopyId copy) => _heard.Copies.FirstOrDefault(heard => heard.Id == copy);

    private static ImmutableArray<CopyStatus> Merge(ImmutableArray<CopyStatus> known, ImmutableArray<CopyStatus> told) =>
        [.. known.Where(copy => told.All(other => other.Id != copy.Id)).Concat(told).OrderBy(static copy => copy.Id)];

    private static bool SamePhases(ImmutableArray<CopyStatus> one, ImmutableArray<CopyStatus> other) =>
        one.Select(static copy => (copy.Id, copy.Phase)).SequenceEqual(other.Select(static copy => (copy.Id, copy.Phase)));
}
