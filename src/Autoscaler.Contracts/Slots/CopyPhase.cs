namespace Autoscaler.Contracts.Slots;

/// <summary>Where a copy is in its life, as its host says.</summary>
[GenerateSerializer, Alias("autoscaler.CopyPhase")]
public enum CopyPhase
{
    /// <summary>Ordered; its host has not begun, or has not been heard.</summary>
    Ordered = 0,

    /// <summary>Its image, weights or container are on their way.</summary>
    Starting = 1,

    /// <summary>Serving.</summary>
    Ready = 2,

    /// <summary>Takes no new requests and finishes those it has.</summary>
    Draining = 3,

    /// <summary>Gone, as it should be.</summary>
    Stopped = 4,

    /// <summary>Gone, as it should not be.</summary>
    Failed = 5,
}
