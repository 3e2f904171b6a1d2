namespace Autoscaler.Contracts.Endpoints;

/// <summary>What came of activating a component.</summary>
[GenerateSerializer, Alias("autoscaler.ActivationAnswer"), Immutable]
public sealed record ActivationAnswer
{
    /// <summary>Whether the component is there and was activated; false where endpoint or component is absent or being deleted.</summary>
    [Id(0)] public required bool IsKnown { get; init; }

    /// <summary>Copies that serve now.</summary>
    [Id(1)] public int ReadyCopies { get; init; }

    /// <summary>When the first copy is expected to serve, UTC; null while none is on its way, or where one serves.</summary>
    [Id(2)] public DateTimeOffset? ExpectedReadyAt { get; init; }

    /// <summary>Whether as many callers waited already as may, so that this one did not.</summary>
    [Id(3)] public bool TooManyWait { get; init; }

    /// <summary>Whether a copy serves.</summary>
    public bool IsReady => ReadyCopies > 0;
}
