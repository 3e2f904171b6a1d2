using System.Globalization;
using System.Text;

namespace Autoscaler.Dashboard.Charts;

/// <summary>Draws curves as paths of SVG in a square of 1,000 by 1,000; where nothing is known a curve is broken.</summary>
internal static class CurvePath
{
    /// <summary>The side of the square.</summary>
    public const int Side = 1_000;

    /// <summary>From value to value.</summary>
    public static string Line(IEnumerable<(double X, double? Y)> points)
    {
        var path = new StringBuilder();
        var isDown = false;
        foreach (var (x, y) in points)
        {
            isDown = Append(path, isDown, x, y);
        }

        return path.ToString();
    }

    /// <summary>Each value stands until the next.</summary>
    /// <param name="points">The values, each with its beginning and its end.</param>
    public static string Steps(IEnumerable<(double X, double End, double? Y)> points)
    {
        var path = new StringBuilder();
        var isDown = false;
        (double End, double Y)? last = null;
        foreach (var (x, end, y) in points)
        {
            if (y is { } value && last is { } before && before.Y == value && isDown)
            {
                // One stroke for what stays.
                last = (end, value);
                continue;
            }

            if (last is { } over && isDown)
            {
                Append(path, isDown, over.End, over.Y);
            }

            isDown = Append(path, isDown, x, y);
            last = y is { } known ? (end, known) : null;
        }

        if (last is { } open)
        {
            Append(path, isDown, open.End, open.Y);
        }

        return path.ToString();
    }

    /// <summary>What lies under a line that is not broken.</summary>
    public static string Area(IEnumerable<(double X, double? Y)> points)
    {
        var path = new StringBuilder();
        var run = new List<(double X, double Y)>();
        foreach (var (x, y) in points)
        {
            if (y is { } known)
            {
                run.Add((x, known));
            }
            else
            {
                Close(path, run);
            }
        }

        Close(path, run);
        return path.ToString();
    }

    private static void Close(StringBuilder path, List<(double X, double Y)> run)
    {
        if (run.Count > 1)
        {
            Append(path, isDown: false, run[0].X, 1);
            foreach (var (x, y) in run)
            {
                Append(path, isDown: true, x, y);
            }

            Append(path, isDown: true, run[^1].X, 1);
            path.Append('Z');
        }

        run.Clear();
    }

    private static bool Append(StringBuilder path, bool isDown, double x, double? y)
    {
        if (y is not { } value)
        {
            return false;
        }

        path.Append(isDown ? 'L' : 'M').Append(CultureInfo.InvariantCulture, $"{Math.Round(x * Side, 1)} {Math.Round(value * Side, 1)}");
        return true;
    }
}
