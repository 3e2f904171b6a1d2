using Autoscaler.Contracts.Endpoints;

namespace Autoscaler.Dashboard.Live;

/// <summary>Endpoints whole, at one time.</summary>
/// <param name="Views">The endpoints, in the order of their ids.</param>
/// <param name="Unknown">Those that did not say in time how they are.</param>
/// <param name="At">When they were read, by the service's clock, UTC; what differs in less than a minute of it is equal.</param>
public sealed record EndpointViews(ImmutableArray<EndpointView> Views, ImmutableArray<EndpointId> Unknown, DateTimeOffset At)
{
    /// <inheritdoc/>
    public bool Equals(EndpointViews? other) => other is not null && Minute.Of(At) == Minute.Of(other.At) && Unknown.SequenceEqual(other.Unknown) && Views.SequenceEqual(other.Views, SameView.Instance);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Views.Length, Minute.Of(At));

    // What counts up with each change that the pages of many endpoints show.
    private sealed class SameView : IEqualityComparer<EndpointView>
    {
        public static readonly SameView Instance = new();

        public bool Equals(EndpointView? one, EndpointView? other) =>
            one is not null && other is not null && one.Id == other.Id && one.Version == other.Version && one.DecisionCount == other.DecisionCount && one.Phase == other.Phase
            && one.Cache.Version == other.Cache.Version && one.Slots.Sum(static slot => slot.Version) == other.Slots.Sum(static slot => slot.Version)
            && one.Components.Count(static component => component.LaunchesStopped) == other.Components.Count(static component => component.LaunchesStopped);

        public int GetHashCode(EndpointView view) => view.Id.GetHashCode();
    }
}
