namespace Autoscaler.Simulation.Faults.Checks;

/// <summary>What a check found wrong.</summary>
/// <param name="Check">Which check.</param>
/// <param name="Endpoint">About which endpoint; null for none.</param>
/// <param name="Slot">About which of its slots; null for none.</param>
/// <param name="Expected">What must hold.</param>
/// <param name="Found">What was found.</param>
/// <param name="At">When it happened, UTC; null where it is so now.</param>
public sealed record Finding(string Check, EndpointId? Endpoint, int? Slot, string Expected, string Found, DateTimeOffset? At = null);
