namespace Autoscaler.Cloud.Simulated.Options;

/// <summary>What the simulated cloud charges. All in US dollars, 0 or more; defaults are list prices of us-east-1.</summary>
public sealed record PriceOptions
{
    /// <summary>Prices that replace the catalog's. Default none.</summary>
    public ImmutableArray<PriceOverride> Overrides { get; init; } = [];

    /// <summary>A builder's price an hour. Default 0.20: four vCPUs without accelerator.</summary>
    public UsdPerHour Builder { get; init; } = new(0.20m);

    /// <summary>A snapshot's price for a decimal gigabyte (unpacked) and a month of 730 h. Default 0.05.</summary>
    public decimal SnapshotUsdPerGigabyteMonth { get; init; } = 0.05m;

    /// <summary>The price of provisioned initialization for a decimal gigabyte of the restored volume. Default 0.0036.</summary>
    public decimal InitializationUsdPerGigabyte { get; init; } = 0.0036m;

    /// <summary>Fast restore, for each snapshot and zone, while it is on. Default 0.75 an hour.</summary>
    public UsdPerHour FastRestore { get; init; } = new(0.75m);

    internal void Check(OptionErrors errors)
    {
        errors.NotNegative("Prices.Builder", Builder.Value);
        errors.NotNegative("Prices.SnapshotUsdPerGigabyteMonth", SnapshotUsdPerGigabyteMonth);
        errors.NotNegative("Prices.InitializationUsdPerGigabyte", InitializationUsdPerGigabyte);
        errors.NotNegative("Prices.FastRestore", FastRestore.Value);
        foreach (var price in Overrides)
        {
            errors.NotNegative($"Prices.Overrides[{price.Type}]", price.Price.Value);
        }
    }
}

/// <summary>A price that replaces the catalog's.</summary>
/// <param name="Type">The instance type; must be in the catalog to be launched.</param>
/// <param name="Price">On demand, 0 or more.</param>
public sealed record PriceOverride(InstanceTypeName Type, UsdPerHour Price);
