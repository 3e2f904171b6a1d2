namespace Autoscaler.Dashboard.Charts;

/// <summary>A stretch up to now that can be chosen.</summary>
/// <param name="Name">As addresses say it.</param>
/// <param name="Text">As buttons say it.</param>
/// <param name="Span">How long it is.</param>
public sealed record PastRange(string Name, string Text, TimeSpan Span)
{
    /// <summary>All, the shortest first.</summary>
    public static ImmutableArray<PastRange> All { get; } =
    [
        new("15m", "15 min", TimeSpan.FromMinutes(15)), new("1h", "1 h", TimeSpan.FromHours(1)), new("3h", "3 h", TimeSpan.FromHours(3)), new("12h", "12 h", TimeSpan.FromHours(12)),
        new("1d", "1 d", TimeSpan.FromDays(1)), new("5d", "5 d", TimeSpan.FromDays(5)), new("15d", "15 d", TimeSpan.FromDays(15)),
    ];

    /// <summary>The one of a name; an hour for any other.</summary>
    public static PastRange Find(string? name) => All.FirstOrDefault(range => range.Name == name) ?? All[1];
}
