namespace Autoscaler.Dashboard.Charts;

/// <summary>Where counts stand on a chart: from 0 up to a round number.</summary>
/// <param name="Top">The count at the upper edge.</param>
/// <param name="Step">From one written count to the next.</param>
public readonly record struct CountAxis(double Top, double Step)
{
    private const int MostTicks = 5;

    private static readonly double[] Factors = [1, 2, 5, 10];

    /// <summary>One that holds a count with some room.</summary>
    public static CountAxis For(double largest)
    {
        var needed = Math.Max(largest * 1.08, 1) / MostTicks;
        var power = Math.Pow(10, Math.Floor(Math.Log10(needed)));
        var step = Math.Max(1, Factors.Select(factor => factor * power).First(step => step >= needed));
        return new CountAxis(Math.Ceiling(Math.Max(largest * 1.08, 1) / step) * step, step);
    }

    /// <summary>Where a count stands: 0 at the upper edge, 1 at the lower.</summary>
    public double Place(double count) => 1 - (count / Top);

    /// <summary>The counts that are written beside it.</summary>
    public IEnumerable<double> Ticks()
    {
        for (var count = 0.0; count <= Top + 1e-9; count += Step)
        {
            yield return count;
        }
    }
}
