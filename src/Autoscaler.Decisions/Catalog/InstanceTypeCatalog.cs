namespace Autoscaler.Decisions.Catalog;

/// <summary>
/// The accelerator instance types this program knows: accelerators, memory and network as AWS documents them, and us-east-1 on-demand list prices.
/// </summary>
/// <remarks>
/// Prices are public list prices, gathered November 2026; they change, so check before money depends on one. The price of a hosted (<c>ml.</c>) type
/// is the instance's times a ratio: 1.40 for an <c>xlarge</c>, 1.15 for the p family, 1.25 for the others. The ratios agree with the known prices of
/// ml.g6.xlarge ($1.1267), ml.g6.2xlarge ($1.2220) and ml.g6e.xlarge ($2.6054).
/// </remarks>
public static class InstanceTypeCatalog
{
    /// <summary>What the name of a SageMaker-hosted type begins with.</summary>
    public const string HostedPrefix = "ml.";

    private const string Listed = "us-east-1 on-demand list price, as of 2026";
    private const string ListedCheck = "us-east-1 on-demand list price, check";
    private const double BytesPerGibibyte = 1024d * 1024 * 1024;
    private const double BytesPerSecondPerGigabit = 1e9 / 8;

    private static readonly ImmutableArray<InstanceTypeSpec> Instances =
    [
        Instance("g4dn.12xlarge", "T4", 4, 16, 48, 192, 50, 3.912m, ListedCheck),
        Instance("g4dn.2xlarge", "T4", 1, 16, 8, 32, 10, 0.752m, ListedCheck),
        Instance("g4dn.xlarge", "T4", 1, 16, 4, 16, 5, 0.526m, ListedCheck),
        Instance("g5.12xlarge", "A10G", 4, 24, 48, 192, 40, 5.672m, ListedCheck),
        Instance("g5.2xlarge", "A10G", 1, 24, 8, 32, 5, 1.212m, Listed),
        Instance("g5.48xlarge", "A10G", 8, 24, 192, 768, 100, 16.288m, ListedCheck),
        Instance("g5.4xlarge", "A10G", 1, 24, 16, 64, 10, 1.624m, ListedCheck),
        Instance("g5.xlarge", "A10G", 1, 24, 4, 16, 2.5, 1.006m, Listed),
        Instance("g6.12xlarge", "L4", 4, 24, 48, 192, 40, 4.6016m, ListedCheck),
        Instance("g6.2xlarge", "L4", 1, 24, 8, 32, 5, 0.9776m, Listed),
        Instance("g6.48xlarge", "L4", 8, 24, 192, 768, 100, 13.3504m, ListedCheck),
        Instance("g6.4xlarge", "L4", 1, 24, 16, 64, 10, 1.3232m, ListedCheck),
        Instance("g6.xlarge", "L4", 1, 24, 4, 16, 2.5, 0.8048m, Listed),
        Instance("g6e.12xlarge", "L40S", 4, 48, 48, 384, 100, 10.49264m, Listed),
        Instance("g6e.2xlarge", "L40S", 1, 48, 8, 64, 5, 2.24208m, Listed),
        Instance("g6e.48xlarge", "L40S", 8, 48, 192, 1536, 400, 30.13118m, ListedCheck),
        Instance("g6e.xlarge", "L40S", 1, 48, 4, 32, 2.5, 1.861m, Listed),
        Instance("p4d.24xlarge", "A100", 8, 40, 96, 1152, 400, 21.957642m, Listed),
        Instance("p5.48xlarge", "H100", 8, 80, 192, 2048, 3200, 55.04m, ListedCheck),
    ];

    /// <summary>Every type, the instance and its hosted variant, sorted by name.</summary>
    public static ImmutableArray<InstanceTypeSpec> All { get; } = [.. Instances.Concat(Instances.Select(Hosted)).OrderBy(type => type.Name)];

    /// <summary>The type of that name, with or without <c>ml.</c>; null when the catalog does not hold it.</summary>
    public static InstanceTypeSpec? Find(InstanceTypeName name)
    {
        var (low, high) = (0, All.Length - 1);
        while (low <= high)
        {
            var middle = (low + high) >>> 1;
            var order = All[middle].Name.CompareTo(name);
            if (order == 0)
            {
                return All[middle];
            }

            (low, high) = order < 0 ? (middle + 1, high) : (low, middle - 1);
        }

        return null;
    }

    /// <summary>The name without <c>ml.</c>: the machine that SageMaker hosts under it.</summary>
    public static InstanceTypeName MachineOf(InstanceTypeName name) =>
        name.Value is { } value && value.StartsWith(HostedPrefix, StringComparison.Ordinal) ? new(value[HostedPrefix.Length..]) : name;

    private static InstanceTypeSpec Instance(
        string name,
        string accelerator,
        int accelerators,
        int acceleratorGibibytes,
        int virtualCpus,
        int hostGibibytes,
        double networkGigabitsPerSecond,
        decimal price,
        string priceSource) => new()
        {
            Name = new(name),
            Accelerator = accelerator,
            Accelerators = accelerators,
            AcceleratorMemory = new((long)(acceleratorGibibytes * BytesPerGibibyte)),
            VirtualCpus = virtualCpus,
            HostMemory = new((long)(hostGibibytes * BytesPerGibibyte)),
            NetworkBytesPerSecond = networkGigabitsPerSecond * BytesPerSecondPerGigabit,
            OnDemandPrice = new(price),
            PriceSource = priceSource,
            IsHosted = false,
        };

    private static InstanceTypeSpec Hosted(InstanceTypeSpec instance)
    {
        var ratio = HostedPriceRatio(instance.Name.Value);
        return instance with
        {
            Name = new(HostedPrefix + instance.Name.Value),
            OnDemandPrice = new(instance.OnDemandPrice.Value * ratio),
            PriceSource = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{ratio:0.00} × the instance's: {instance.PriceSource}"),
            IsHosted = true,
        };
    }

    private static decimal HostedPriceRatio(string name) => name switch
    {
        ['p', ..] => 1.15m,
        _ when name.EndsWith(".xlarge", StringComparison.Ordinal) => 1.40m,
        _ => 1.25m,
    };
}
