namespace Autoscaler.Dashboard.Benchmarks;

/// <summary>What the dashboard costs and how fast it is.</summary>
/// <param name="Pages">Pages that were open.</param>
/// <param name="Endpoints">Endpoints that there were, the demo's among them.</param>
/// <param name="Speed">How fast the host's clock was.</param>
/// <param name="Processors">Processors of the machine, the browser's part among them.</param>
/// <param name="AloneCores">Processors that the host used without an open page.</param>
/// <param name="WatchedCores">Processors that it used with all pages open.</param>
/// <param name="PagesCores">What the pages cost.</param>
/// <param name="MegabytesPerPage">Memory that a page takes of the host.</param>
/// <param name="FirstPaintAlone">First paint of a page while no other is open.</param>
/// <param name="FirstPaintWatched">First paint of one more page while all are open, and the browser draws them all.</param>
/// <param name="FirstByteWatched">When the first byte of that page came.</param>
/// <param name="Shown">From a change until the page of its endpoint shows what the tick after it decided.</param>
/// <param name="Sorted">From a click on a column until the list of endpoints is in its order.</param>
/// <param name="Found">From a name typed until it alone is listed.</param>
internal sealed record DashboardBenchmarkReport(
    int Pages,
    int Endpoints,
    double Speed,
    int Processors,
    double AloneCores,
    double WatchedCores,
    double PagesCores,
    double MegabytesPerPage,
    Milliseconds FirstPaintAlone,
    Milliseconds FirstPaintWatched,
    Milliseconds FirstByteWatched,
    Milliseconds Shown,
    Milliseconds Sorted,
    Milliseconds Found);

/// <summary>What several tries took, in milliseconds.</summary>
/// <param name="Median">Half of them took no longer.</param>
/// <param name="Longest">The longest.</param>
internal readonly record struct Milliseconds(double Median, double Longest)
{
    public static Milliseconds Of(IEnumerable<double> tries)
    {
        var sorted = tries.Order().ToList();
        return new Milliseconds(Math.Round(sorted[sorted.Count / 2]), Math.Round(sorted[^1]));
    }
}
