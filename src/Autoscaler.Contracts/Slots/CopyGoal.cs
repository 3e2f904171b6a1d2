namespace Autoscaler.Contracts.Slots;

/// <summary>What an endpoint wants of a copy.</summary>
[GenerateSerializer, Alias("autoscaler.CopyGoal")]
public enum CopyGoal
{
    /// <summary>Start, and serve.</summary>
    Run = 0,

    /// <summary>Finish what is in flight, then stop.</summary>
    Drain = 1,
}
