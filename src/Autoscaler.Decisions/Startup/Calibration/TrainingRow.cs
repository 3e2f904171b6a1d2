namespace Autoscaler.Decisions.Startup.Calibration;

/// <summary>An uncached row with the overhead of its type taken off, by the type's own cached row.</summary>
internal sealed record TrainingRow(PublishedStart Uncached, PublishedStart Cached)
{
    /// <summary>16 GB of weights alone in 77 s: the one published rate of a transfer that shares with none.</summary>
    public const double HostBytesPerSecond = 16e9 / 77;

    public static ImmutableArray<TrainingRow> All { get; } =
        [.. PublishedStarts.Uncached.Zip(PublishedStarts.Cached, (uncached, cached) => new TrainingRow(uncached, cached))];

    /// <summary>What a cached start takes beside fetching its weights: provision, container start and load.</summary>
    public double OverheadSeconds => Cached.Published.TotalSeconds - (Cached.Weights.Value / HostBytesPerSecond);

    /// <summary>What is left of the uncached start for image and weights.</summary>
    public double TransferSeconds => Uncached.Published.TotalSeconds - OverheadSeconds;

    /// <summary>Seconds for each compressed byte of the image, if the image alone took all of them.</summary>
    public double UnpackSecondsPerByte => TransferSeconds / Uncached.Image.Value;

    /// <summary>Bytes written for each compressed byte of the image, if one disk was busy all the time.</summary>
    public double UnpackedRatio => ((TransferSeconds * HostBytesPerSecond) - Uncached.Weights.Value) / Uncached.Image.Value;
}
