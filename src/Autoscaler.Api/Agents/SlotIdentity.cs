using Autoscaler.Contracts.Clients;

namespace Autoscaler.Api.Agents;

/// <summary>Whom the agent that made a request can speak for.</summary>
/// <param name="Token">Its slot and generation.</param>
internal sealed record SlotIdentity(SlotToken Token);
