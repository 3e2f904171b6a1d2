using System.Globalization;
using Autoscaler.Contracts.Caching;
using Autoscaler.Contracts.Decisions;
using Autoscaler.Contracts.Slots;
using Autoscaler.Contracts.Specs;
using Autoscaler.Documents;

namespace Autoscaler.Dashboard.Text;

/// <summary>Numbers with their units, and cases in words, as pages show them.</summary>
internal static class Shown
{
    /// <summary>What stands where nothing is known.</summary>
    public const string Unknown = "–";

    private const double Month = 730;

    public static string Count(long count) => count.ToString("#,0", CultureInfo.InvariantCulture);

    /// <summary>So many of something, as <c>1 start</c>.</summary>
    public static string Count(long count, string one, string? many = null) => count == 1 ? $"1 {one}" : $"{Count(count)} {many ?? one + "s"}";

    public static string Number(double? number) => number is { } one ? one.ToString(Math.Abs(one) < 100 ? "0.#" : "#,0", CultureInfo.InvariantCulture) : Unknown;

    public static string Copies(long count) => Count(count, "copy", "copies");

    public static string Price(UsdPerHour price) => price.Value.ToString(price.Value >= 1_000 ? "$#,0" : "$0.00", CultureInfo.InvariantCulture);

    public static string AddedPrice(UsdPerHour price) => price.Value == 0 ? "nothing" : $"{Price(price)} / h";

    public static string PricePerMonth(decimal price) => price.ToString(price >= 100 ? "$#,0" : "$0.00", CultureInfo.InvariantCulture);

    public static string PerMonth(UsdPerHour price) => PricePerMonth(price.Value * (decimal)Month);

    /// <summary>What instances cost a month, and what is paid to know their demand, where anything is.</summary>
    public static string PerMonth(UsdPerHour instances, decimal watching) =>
        $"{PerMonth(instances)} a month{(watching == 0 ? "" : $", and {PricePerMonth(watching)} for metrics")}";

    public static string Size(ByteCount? bytes) => bytes is { } one ? string.Create(CultureInfo.InvariantCulture, $"{one.Gigabytes:0.##} GB") : Unknown;

    public static string Share(long part, long whole) => whole == 0 ? Unknown : string.Create(CultureInfo.InvariantCulture, $"{100.0 * part / whole:0} %");

    /// <summary>A duration by its two largest units, as <c>4 min 7 s</c>.</summary>
    public static string Duration(TimeSpan? duration)
    {
        if (duration is not { } time)
        {
            return Unknown;
        }

        var seconds = (long)Math.Round(Math.Abs(time.TotalSeconds));
        return seconds switch
        {
            0 when time != TimeSpan.Zero => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.#} s"),
            < 60 => $"{seconds} s",
            < 3_600 => Two(seconds / 60, "min", seconds % 60, "s"),
            < 86_400 => Two(seconds / 3_600, "h", seconds % 3_600 / 60, "min"),
            _ => Two(seconds / 86_400, "d", seconds % 86_400 / 3_600, "h"),
        };
    }

    public static string Words<T>(T value)
        where T : struct, Enum => EventText.Words(value);

    public static string Mechanism(StartupMechanism? mechanism) => mechanism is { } one ? MechanismNames.NameOf(one) : Unknown;

    /// <summary>How an entry is restored, with the rate that is paid for.</summary>
    public static string Mechanism(CacheEntryView entry) => $"{Mechanism(entry.Mechanism)}{(entry.InitializationRate is { } rate ? $" {rate} MiB/s" : "")}";

    public static string Place(PlacementClass place) => EventText.NameOf(place);

    /// <summary>An image's digest or a version of weights, short enough for a table.</summary>
    public static string Content(ImageDigest content) => content.Value.StartsWith("sha256:", StringComparison.Ordinal) && content.Value.Length > 19 ? content.Value[..19] + "…" : content.Value;

    public static string Phase(StartupPhase phase) => phase switch
    {
        StartupPhase.Provision => "provision",
        StartupPhase.Image => "image",
        StartupPhase.Hydrate => "hydrate",
        StartupPhase.Weights => "weights",
        StartupPhase.Start => "start",
        StartupPhase.Load => "load",
        StartupPhase.HydrateWeights => "hydrate weights",
        _ => phase.ToString(),
    };

    private static string Two(long large, string largeUnit, long small, string smallUnit) => small == 0 ? $"{large} {largeUnit}" : $"{large} {largeUnit} {small} {smallUnit}";
}
