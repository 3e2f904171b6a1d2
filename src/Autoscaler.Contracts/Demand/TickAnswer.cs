namespace Autoscaler.Contracts.Demand;

/// <summary>What an endpoint asks of its feed after a tick.</summary>
[GenerateSerializer, Alias("autoscaler.TickAnswer")]
public enum TickAnswer
{
    /// <summary>Go on.</summary>
    Continue = 0,

    /// <summary>Go on, and bring the samples of the longest window again: the endpoint has just started.</summary>
    Refill = 1,

    /// <summary>Stop: the endpoint is absent.</summary>
    Stop = 2,
}
