namespace Autoscaler.Dashboard.Parts;

/// <summary>How high grids of many rows are, in the units of the styles, which have the heights of a row and of the head.</summary>
internal static class GridHeight
{
    private const double HeadRem = 2.42;
    private const double RowRem = 2.35;
    private const double StackedRowRem = 5.4;

    /// <summary>The style of a grid that shows its rows, and scrolls where there are more than some.</summary>
    public static string Of(int rows, int mostRows) => Style(Math.Min(rows, mostRows) * RowRem);

    /// <summary>The same where a row is three lines.</summary>
    public static string OfStacked(int rows, int mostRows) => Style(Math.Min(rows, mostRows) * StackedRowRem);

    private static string Style(double rem) => FormattableString.Invariant($"height: {rem + HeadRem}rem");
}
