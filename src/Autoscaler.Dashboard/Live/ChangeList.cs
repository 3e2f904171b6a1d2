using Autoscaler.Contracts.History;

namespace Autoscaler.Dashboard.Live;

/// <summary>What people changed lately, the newest first.</summary>
/// <param name="Page">The changes.</param>
/// <param name="At">When they were read, by the service's clock, UTC, to the minute.</param>
public sealed record ChangeList(ChangePage Page, DateTimeOffset At)
{
    /// <inheritdoc/>
    public bool Equals(ChangeList? other) =>
        other is not null && At == other.At && Page.Changes.Length == other.Page.Changes.Length && (Page.Changes.IsEmpty || Page.Changes[0].Number == other.Page.Changes[0].Number);

    /// <inheritdoc/>
    public override int GetHashCode() => At.GetHashCode();
}
