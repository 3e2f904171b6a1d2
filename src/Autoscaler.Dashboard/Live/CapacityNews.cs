using Autoscaler.Contracts.Capacity;
using Autoscaler.Contracts.History;

namespace Autoscaler.Dashboard.Live;

/// <summary>What the cloud refused lately, and which components may launch nothing.</summary>
/// <param name="Avoided">Pools that are avoided; null for a tenant, who sees no more of the platform than its own launches.</param>
/// <param name="Refused">Launches that were refused, the newest first.</param>
/// <param name="Stopped">Endpoints with components whose launches the runaway guard stops.</param>
/// <param name="Unknown">Endpoints of that kind that did not say in time which components those are.</param>
/// <param name="At">When it was read, by the service's clock, UTC, to the minute.</param>
public sealed record CapacityNews(
    CapacitySnapshot? Avoided, ImmutableArray<JournalEntry> Refused, ImmutableArray<StoppedEndpoint> Stopped, ImmutableArray<EndpointId> Unknown, DateTimeOffset At)
{
    /// <inheritdoc/>
    public bool Equals(CapacityNews? other) => other is not null && At == other.At
        && (Avoided?.Refusals ?? []).SequenceEqual(other.Avoided?.Refusals ?? [])
        && Refused.Length == other.Refused.Length && (Refused.IsEmpty || Refused[0].Number == other.Refused[0].Number)
        && Stopped.SequenceEqual(other.Stopped) && Unknown.SequenceEqual(other.Unknown);

    /// <inheritdoc/>
    public override int GetHashCode() => At.GetHashCode();
}

/// <summary>A component whose launches are stopped.</summary>
/// <param name="Endpoint">Its endpoint.</param>
/// <param name="Component">The component.</param>
/// <param name="MaxFailures">So many failures stop it.</param>
/// <param name="Window">Within this time.</param>
/// <param name="LastFailure">What failed last, as far as its slots and copies tell; null where they do not any more.</param>
public sealed record StoppedEndpoint(EndpointId Endpoint, ComponentName Component, int MaxFailures, TimeSpan Window, string? LastFailure);
