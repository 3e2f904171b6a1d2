using Autoscaler.Contracts.Specs;

namespace Autoscaler.Cloud.Simulated;

/// <summary>A copy that became ready.</summary>
/// <param name="Endpoint">Its endpoint.</param>
/// <param name="Copy">The copy.</param>
/// <param name="Instance">Where.</param>
/// <param name="Image">Where its image came from: <see cref="StartupMechanism.Disk"/> where it lay whole on a running instance when the host got the order.</param>
/// <param name="Weights">How a volume with its weights was restored; <see cref="StartupMechanism.Disk"/> where they lay whole on a running instance when the host got the
/// order; null where they were fetched, or there are none.</param>
/// <param name="OnRunningInstance">Whether its instance ran when the host got the order.</param>
/// <param name="OrderedAt">When it was decided, UTC.</param>
/// <param name="ReadyAt">When it first was ready, UTC.</param>
public sealed record CopyStart(
    EndpointId Endpoint,
    CopyId Copy,
    InstanceId Instance,
    StartupMechanism Image,
    StartupMechanism? Weights,
    bool OnRunningInstance,
    DateTimeOffset OrderedAt,
    DateTimeOffset ReadyAt)
{
    /// <summary>From the decision until it was ready.</summary>
    public TimeSpan TimeToReady => ReadyAt - OrderedAt;
}
