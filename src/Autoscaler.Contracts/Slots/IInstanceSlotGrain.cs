using Autoscaler.Contracts.Agents;

namespace Autoscaler.Contracts.Slots;

/// <summary>One slot of an endpoint; its key is <see cref="SlotId.ToString"/>.</summary>
[Alias("autoscaler.IInstanceSlotGrain")]
public interface IInstanceSlotGrain : IGrainWithStringKey
{
    /// <summary>
    /// Records what the endpoint wants, and returns; the slot's own timer does the rest. An intent that is not newer than the recorded one changes nothing.
    /// </summary>
    /// <returns>The report after recording.</returns>
    [Alias("Apply")]
    Task<SlotReport> ApplyAsync(SlotIntent intent, CancellationToken cancellationToken);

    /// <summary>Takes what the agent on the slot's instance says, and answers what is wanted of it. Who may speak for the slot was found out before.</summary>
    [AlwaysInterleave, Alias("Hear")]
    Task<AgentAnswer> HearAsync(AgentReport report, CancellationToken cancellationToken);

    /// <summary>The slot as it is now.</summary>
    /// <param name="knownVersion">The newest version that the caller has seen, 0 for none: a slot that is behind it works on an old state, and reads the stored one.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    [AlwaysInterleave, Alias("GetReport")]
    ValueTask<SlotReport> GetReportAsync(long knownVersion, CancellationToken cancellationToken);
}
