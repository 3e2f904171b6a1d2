namespace Autoscaler.Cloud.Aws.Prices;

/// <summary>What instances cost.</summary>
public sealed record PriceOptions
{
    /// <summary>A table of prices in place of the built-in one, of the same form (prices.json); null for the built-in, on-demand list prices of us-east-1.</summary>
    public string? File { get; init; }

    /// <summary>Prices that replace or add to the table's, as negotiated or of another Region. Above 0, at most $10,000 an hour.</summary>
    public ImmutableSortedDictionary<InstanceTypeName, UsdPerHour> Overrides { get; init; } = ImmutableSortedDictionary<InstanceTypeName, UsdPerHour>.Empty;
}
