using System.Diagnostics;

namespace Autoscaler.Decisions.Startup.Calibration;

/// <summary>How each explanation is fitted: by means of what every row says on its own, so that a hand can check it.</summary>
internal static class Explanations
{
    // The bandwidth, and one overhead for each of the four types.
    private const int ParametersOfAll = 5;

    public static ImmutableArray<Explanation> All { get; } = [.. Enum.GetValues<Explanation>()];

    public static int ParameterCountOf(Explanation explanation) => explanation switch
    {
        Explanation.Unpack or Explanation.DiskRowsOnly or Explanation.Disk => ParametersOfAll + 1,
        Explanation.BothApart or Explanation.Combined => ParametersOfAll + 2,
        _ => throw new UnreachableException(),
    };

    public static string NameOf(Explanation explanation) => explanation switch
    {
        Explanation.Unpack => "unpack",
        Explanation.DiskRowsOnly => "disk-rows-only",
        Explanation.Disk => "disk",
        Explanation.BothApart => "both-apart",
        Explanation.Combined => "combined",
        _ => throw new UnreachableException(),
    };

    public static string DescriptionOf(Explanation explanation) => explanation switch
    {
        Explanation.Unpack => "shared network, unpack ceiling",
        Explanation.DiskRowsOnly => "one disk, ratio from the rows alone",
        Explanation.Disk => "one disk, ratio also from SOCI's image sizes",
        Explanation.BothApart => "disk and unpack ceiling, each fitted as if alone",
        Explanation.Combined => "disk, and the lowest unpack ceiling it allows",
        _ => throw new UnreachableException(),
    };

    /// <summary>The rates that an explanation takes from these rows; overheads are the same for all.</summary>
    public static StartupRates Fit(Explanation explanation, ImmutableArray<TrainingRow> rows)
    {
        var rates = StartupRates.Default with
        {
            PipeBytesPerSecond = TrainingRow.HostBytesPerSecond,
            DiskBytesPerSecond = TrainingRow.HostBytesPerSecond,
            UnpackBytesPerSecond = double.PositiveInfinity,
        };
        var unpackBytesPerSecond = 1 / rows.Average(row => row.UnpackSecondsPerByte);
        var ratioOfRows = rows.Average(row => row.UnpackedRatio);
        var ratio = rows.Select(row => row.UnpackedRatio).Concat(MeasuredRatios()).Average();
        return explanation switch
        {
            Explanation.Unpack => rates with
            {
                DiskBytesPerSecond = double.PositiveInfinity,
                UnpackBytesPerSecond = unpackBytesPerSecond,
                UnpackedRatio = ratio,
            },
            Explanation.DiskRowsOnly => rates with { UnpackedRatio = ratioOfRows },
            Explanation.Disk => rates with { UnpackedRatio = ratio },
            Explanation.BothApart => rates with { UnpackedRatio = ratio, UnpackBytesPerSecond = unpackBytesPerSecond },
            Explanation.Combined => rates with { UnpackedRatio = ratio, UnpackBytesPerSecond = TrainingRow.HostBytesPerSecond / ratio },
            _ => throw new UnreachableException(),
        };
    }

    private static IEnumerable<double> MeasuredRatios() =>
        PublishedStarts.Pulls.Select(pull => pull.UnpackedImage?.Gigabytes / pull.Image.Gigabytes).OfType<double>().Distinct();
}
