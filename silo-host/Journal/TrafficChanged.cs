using Autoscaler.Contracts.Journal;

namespace Autoscaler.SiloHost.Journal;

/// <summary>The demo's traffic began or ended; only this program says so, and it is never stored.</summary>
/// <param name="At">When, UTC.</param>
/// <param name="Endpoint">Of which endpoint.</param>
/// <param name="What">For a person.</param>
internal sealed record TrafficChanged(DateTimeOffset At, EndpointId Endpoint, string What) : FleetEvent(At, Endpoint);
