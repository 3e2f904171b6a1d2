namespace Orleans.SingleProcess;

/// <summary>Where a host stands in its life.</summary>
internal enum SiloPhase
{
    Created,
    Running,
    Stopping,
    Stopped,
    Crashed,
}
