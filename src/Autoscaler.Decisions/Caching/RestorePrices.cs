namespace Autoscaler.Decisions.Caching;

/// <summary>What snapshots and their restores cost, and what they may: list prices of us-east-1.</summary>
public sealed record RestorePrices
{
    /// <summary>The list.</summary>
    public static RestorePrices Default { get; } = new();

    /// <summary>Hours that a month counts.</summary>
    public const double HoursPerMonth = 730;

    /// <summary>The lowest provisioned initialization rate, MiB/s.</summary>
    public const int LowestRate = 100;

    /// <summary>The highest provisioned initialization rate, MiB/s.</summary>
    public const int HighestRate = 300;

    /// <summary>Storage of a decimal gigabyte for a month, US dollars. Default 0.05.</summary>
    public decimal StorageUsdPerGigabyteMonth { get; init; } = 0.05m;

    /// <summary>Provisioned initialization of a decimal gigabyte, at whatever rate, US dollars. Default 0.0036.</summary>
    public decimal InitializationUsdPerGigabyte { get; init; } = 0.0036m;

    /// <summary>Fast restore of a snapshot in a zone, US dollars an hour. Default 0.75.</summary>
    public decimal FastRestoreUsdPerHour { get; init; } = 0.75m;

    /// <summary>
    /// How many volumes an hour of a snapshot a zone restores fast: 1,024 over its size in GiB, at most 10. One more hydrates as any other, and nobody says so.
    /// </summary>
    public static double FastRestoresPerHour(ByteCount size) => Math.Min(10, 1024 / Math.Max(1, size.Value / (1024d * 1024 * 1024)));
}
