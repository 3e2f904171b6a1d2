namespace Autoscaler.Simulation.Faults;

/// <summary>Something that must hold whatever goes wrong, and did not.</summary>
public sealed record FaultViolation
{
    /// <summary>The seed of the run; the same seed gives the same violation.</summary>
    public required ulong Seed { get; init; }

    /// <summary>When it was seen, or happened, virtual time UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Which check found it.</summary>
    public required string Check { get; init; }

    /// <summary>The endpoint, as <c>tenant/endpoint</c>; null where it is about none.</summary>
    public string? Endpoint { get; init; }

    /// <summary>The slot's ordinal; null where it is about none.</summary>
    public int? Slot { get; init; }

    /// <summary>What must hold.</summary>
    public required string Expected { get; init; }

    /// <summary>What was found.</summary>
    public required string Found { get; init; }

    /// <summary>What grains and cloud hold of the endpoint, and what its journal last told, a line each.</summary>
    public ImmutableArray<string> Context { get; init; } = [];

    /// <inheritdoc/>
    public override string ToString() =>
        $"seed {Seed}, {At:HH:mm:ss}: {Check}: {Endpoint}{(Slot is { } slot ? $"/{slot}" : "")}: expected {Expected}; found {Found}";
}
