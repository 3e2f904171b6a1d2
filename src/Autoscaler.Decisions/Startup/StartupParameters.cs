namespace Autoscaler.Decisions.Startup;

/// <summary>How the value of a parameter came about.</summary>
public enum ParameterOrigin
{
    /// <summary>Stated by a vendor or a paper.</summary>
    Published,

    /// <summary>Fitted to published start-up times.</summary>
    Fitted,

    /// <summary>Assumed: nothing published pins it.</summary>
    Assumed,

    /// <summary>Not the default: given by whoever asks.</summary>
    Given,
}

/// <summary>One number that the model uses.</summary>
/// <param name="Name">Its name, in kebab case.</param>
/// <param name="Value">Its value, in <paramref name="Unit"/>.</param>
/// <param name="Unit">Its unit.</param>
/// <param name="Origin">How the value came about.</param>
/// <param name="Source">Where it is from.</param>
/// <param name="PredictsPublishedRows">Whether a published start-up time depends on it.</param>
public sealed record StartupParameter(string Name, double Value, string Unit, ParameterOrigin Origin, string Source, bool PredictsPublishedRows);

/// <summary>The parameters of the model with their units and sources: nothing that moves an estimate is missing here.</summary>
public static class StartupParameters
{
    private const double BytesPerMegabyte = 1e6;

    /// <summary>Every parameter, those that predict the published rows first.</summary>
    public static ImmutableArray<StartupParameter> Of(StartupRates rates)
    {
        ArgumentNullException.ThrowIfNull(rates);
        var defaults = All(StartupRates.Default).ToImmutableDictionary(parameter => parameter.Name);
        return [.. All(rates).Select(parameter => IsDefault(parameter) ? parameter : Given(parameter))];

        bool IsDefault(StartupParameter parameter) => defaults.GetValueOrDefault(parameter.Name)?.Value == parameter.Value;
    }

    private static ImmutableArray<StartupParameter> All(StartupRates rates) =>
    [
        new("host-bandwidth", rates.DiskBytesPerSecond / BytesPerMegabyte, "MB/s", ParameterOrigin.Published,
            "16 GB of weights alone in 77 s on ml.g6.2xlarge; taken for the network path and for the disk, for every type", true),
        new("unpacked-ratio", rates.UnpackedRatio, "× compressed", ParameterOrigin.Fitted,
            "mean over the uncached rows and the two images whose sizes SOCI's figures state", true),
        new("unpack-rate", rates.UnpackBytesPerSecond / BytesPerMegabyte, "MB/s packed", ParameterOrigin.Fitted,
            "the lowest ceiling that the uncached rows allow: they bound it from below only", true),
        .. rates.Overheads.Select(overhead => new StartupParameter(
            $"overhead-{overhead.Key}", overhead.Value.TotalSeconds, "s", ParameterOrigin.Fitted,
            "its cached row, less fetching and loading the weights", true)),
        Published("pipe", rates.PipeBytesPerSecond / BytesPerMegabyte, "MB/s", "host-bandwidth, by another name: one figure, two resources"),
        Published("parallel-unpack-ratio", rates.ParallelUnpackRatio, "×", "SOCI parallel pull: 284 s to 132 s"),
        Published("snapshot-rate", rates.SnapshotRateBytesPerSecond / StartupRates.BytesPerMebibyte, "MiB/s",
            "EBS provisioned rate for volume initialization, its upper limit; of the image unpacked"),
        Assumed("snapshot-lazy-rate", rates.SnapshotLazyBytesPerSecond / StartupRates.BytesPerMebibyte, "MiB/s",
            "no figure is published: measure your own; of the image unpacked"),
        Published("volume-read-rate", rates.VolumeReadBytesPerSecond / BytesPerMegabyte, "MB/s",
            "Llama-3-8B by one reader from gp3 in 47.99 s (NVIDIA Run:ai Model Streamer; 16 readers take 14.34 s)"),
        Published("lazy-start-ratio", rates.LazyStartRatio, "× image", "Slacker (FAST '16): 6.4 % of an image is read at start"),
        Assumed("load-rate", rates.LoadBytesPerSecond / BytesPerMegabyte, "MB/s", "page cache or disk to accelerator"),
        Assumed("container-start", rates.ContainerStart.TotalSeconds, "s", "splits the overhead; its sum is published"),
        Assumed("warm-up", rates.WarmUp.TotalSeconds, "s", "splits the overhead; published engine starts span 23 to 96 s"),
        Assumed("overhead-other-types", rates.PooledOverhead.TotalSeconds, "s", "mean of the types with a cached row"),
        .. Spread("transfer", rates.TransferSpread, ParameterOrigin.Fitted, "extremes of published over held-out prediction, four rows"),
        .. Spread("overhead", rates.OverheadSpread, ParameterOrigin.Assumed, "ml.g6.2xlarge: 181 s cached, 192 s uncached"),
        .. Spread("overhead-other-types", rates.PooledOverheadSpread, ParameterOrigin.Assumed,
            "extremes of the types with a cached row, each with its own spread"),
        .. Spread("snapshot-rate", rates.SnapshotRateSpread, ParameterOrigin.Assumed, "the rate is what AWS promises"),
        .. Spread("snapshot-lazy-rate", rates.SnapshotLazySpread, ParameterOrigin.Assumed, "half to double"),
        .. Spread("volume-read", rates.VolumeReadSpread, ParameterOrigin.Assumed,
            "from 625 MB/s, the EBS limit of g6.xlarge and g6.2xlarge, to the spread of transfers"),
    ];

    private static StartupParameter Given(StartupParameter parameter) =>
        parameter with { Origin = ParameterOrigin.Given, Source = "in place of the default" };

    private static StartupParameter Published(string name, double value, string unit, string source) =>
        new(name, value, unit, ParameterOrigin.Published, source, PredictsPublishedRows: false);

    private static StartupParameter Assumed(string name, double value, string unit, string source) =>
        new(name, value, unit, ParameterOrigin.Assumed, source, PredictsPublishedRows: false);

    private static ImmutableArray<StartupParameter> Spread(string name, SpreadRatio spread, ParameterOrigin origin, string source) =>
    [
        new($"{name}-p10", spread.Low, "× expected", origin, source, false),
        new($"{name}-p90", spread.High, "× expected", origin, source, false),
    ];
}
