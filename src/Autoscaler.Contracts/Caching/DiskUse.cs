namespace Autoscaler.Contracts.Caching;

/// <summary>What the disks of running instances were worth: copies that were placed where their image lay.</summary>
/// <param name="Image">The image.</param>
/// <param name="Hits">Copies placed so.</param>
/// <param name="TimeSaved">Against pulls on the same instances, by the start-up model, all copies together.</param>
/// <param name="BytesSaved">Bytes of images, and of weights that lay there too, that were not pulled.</param>
[GenerateSerializer, Alias("autoscaler.DiskUse"), Immutable]
public sealed record DiskUse(
    [property: Id(0)] ImageDigest Image,
    [property: Id(1)] long Hits,
    [property: Id(2)] TimeSpan TimeSaved,
    [property: Id(3)] ByteCount BytesSaved);
