using Autoscaler.Contracts.History;

namespace Autoscaler.Dashboard.Live;

/// <summary>Copies of an endpoint's components together over the last hour, a point a minute; null where nothing is known.</summary>
/// <param name="Wanted">Copies wanted.</param>
/// <param name="Ready">Copies that served.</param>
public sealed record Sparkline(ImmutableArray<int?> Wanted, ImmutableArray<int?> Ready)
{
    /// <summary>Points of a curve.</summary>
    public const int Points = 60;

    /// <inheritdoc/>
    public bool Equals(Sparkline? other) => other is not null && Wanted.AsSpan().SequenceEqual(other.Wanted.AsSpan()) && Ready.AsSpan().SequenceEqual(other.Ready.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Wanted.Length, Ready.Length);

    /// <summary>Of a history.</summary>
    /// <param name="history">The history, in steps of a minute.</param>
    /// <param name="from">The time of the first point.</param>
    internal static Sparkline Of(DemandHistory history, DateTimeOffset from)
    {
        var wanted = new int?[Points];
        var ready = new int?[Points];
        foreach (var point in history.Series.SelectMany(static series => series.Points))
        {
            var index = (int)((point.Start - from) / history.Step);
            if (index is >= 0 and < Points)
            {
                wanted[index] = point.Wanted is { } one ? (wanted[index] ?? 0) + one : wanted[index];
                ready[index] = point.Ready is { } other ? (ready[index] ?? 0) + other : ready[index];
            }
        }

        return new Sparkline([.. wanted], [.. ready]);
    }
}
