using System.Globalization;
using Autoscaler.Contracts.Specs;
using Autoscaler.Decisions.Startup;

namespace Autoscaler.Decisions.Caching;

/// <summary>How an entry is restored, and why.</summary>
/// <param name="Mechanism">One of the snapshot mechanisms.</param>
/// <param name="InitializationRate">MiB/s; null unless the mechanism provisions one.</param>
/// <param name="UsdPerMonth">Storage and restores at the present launch rate, US dollars a month.</param>
/// <param name="Reason">Why, for a person, with the figures of the others.</param>
public sealed record MechanismChoice(StartupMechanism Mechanism, int? InitializationRate, decimal UsdPerMonth, string Reason)
{
    // Rates are tried in steps of so many MiB/s.
    private const int RateStep = 50;

    // Another mechanism must be cheaper by this share of the present one, or a launch more or less would switch fast restore on and off, which is billed by the hour.
    private const double WorthChanging = 0.8;

    private const double BytesPerMebibyte = 1024d * 1024;

    /// <summary>
    /// Chooses the mechanism whose price and waiting together cost least: a second that a launch waits for its volume costs what the instance's second does, times the
    /// policy's ratio. What the volume takes beside the boot and the weights costs no waiting.
    /// </summary>
    /// <param name="question">The entry as it is.</param>
    /// <param name="rates">What starts take.</param>
    /// <param name="prices">What restores cost.</param>
    public static MechanismChoice Choose(MechanismQuestion question, StartupRates rates, RestorePrices prices)
    {
        ArgumentNullException.ThrowIfNull(question);
        ArgumentNullException.ThrowIfNull(rates);
        ArgumentNullException.ThrowIfNull(prices);
        var options = Options(question, rates, prices);
        var affordable = options.Where(option => question.BudgetUsdPerMonth is not { } budget || option.UsdPerMonth <= budget).ToArray();
        var present = affordable.FirstOrDefault(option => option.Mechanism == question.Present);
        var best = affordable.Length == 0 ? options[0] : affordable.MinBy(static option => option.UsdPerHourInAll)!;
        var chosen = present is not null && best.UsdPerHourInAll > present.UsdPerHourInAll * WorthChanging ? present : best;
        return new MechanismChoice(chosen.Mechanism, chosen.Rate, Math.Round(chosen.UsdPerMonth, 4), Explain(question, chosen, options, affordable));
    }

    /// <summary>What a mechanism that was not chosen but given costs a month.</summary>
    public static decimal UsdPerMonthOf(StartupMechanism mechanism, ByteCount size, double launchesPerHour, int zones, RestorePrices prices)
    {
        ArgumentNullException.ThrowIfNull(prices);
        var storage = prices.StorageUsdPerGigabyteMonth * (decimal)size.Gigabytes;
        var perHour = mechanism switch
        {
            StartupMechanism.SnapshotRate => (decimal)launchesPerHour * prices.InitializationUsdPerGigabyte * (decimal)size.Gigabytes,
            StartupMechanism.SnapshotFsr => zones * prices.FastRestoreUsdPerHour,
            _ => 0m,
        };
        return Math.Round(storage + (perHour * (decimal)RestorePrices.HoursPerMonth), 4);
    }

    // Lazily first: what nothing else may be is always that, for it costs nothing beside the storage.
    private static Option[] Options(MechanismQuestion question, StartupRates rates, RestorePrices prices)
    {
        var rate = Enumerable.Range(RestorePrices.LowestRate / RateStep, ((RestorePrices.HighestRate - RestorePrices.LowestRate) / RateStep) + 1).Select(static step => step * RateStep)
            .FirstOrDefault(rate => WaitSeconds(question, rates, rate * BytesPerMebibyte) <= 0, RestorePrices.HighestRate);
        var options = new List<Option>
        {
            Of(StartupMechanism.SnapshotLazy, null, WaitSeconds(question, rates, rates.SnapshotLazyBytesPerSecond)),
            Of(StartupMechanism.SnapshotRate, rate, WaitSeconds(question, rates, rate * BytesPerMebibyte)),
        };

        // Beyond its credits fast restore does nothing for a launch.
        if (question.MayRestoreFast && question.LaunchesPerHour / question.Zones <= RestorePrices.FastRestoresPerHour(question.Size))
        {
            options.Add(Of(StartupMechanism.SnapshotFsr, null, 0));
        }

        return [.. options];

        Option Of(StartupMechanism mechanism, int? rateOf, double waits)
        {
            var usdPerMonth = UsdPerMonthOf(mechanism, question.Size, question.LaunchesPerHour, question.Zones, prices);
            var waiting = (decimal)(question.LaunchesPerHour * waits / 3600 * question.WaitingCostRatio) * question.Price.Value;
            return new Option(mechanism, rateOf, waits, usdPerMonth, (double)((usdPerMonth / (decimal)RestorePrices.HoursPerMonth) + waiting));
        }
    }

    private static double WaitSeconds(MechanismQuestion question, StartupRates rates, double bytesPerSecond)
    {
        var beside = rates.ProvisionOf(question.Type).TotalSeconds + (question.WeightsBeside.Value / rates.HostRatesOf(question.Type).NetworkBytesPerSecond);
        var read = question.IsReadThrough ? question.Size.Value / rates.VolumeReadBytesPerSecond : 0;
        return Math.Max(0, (question.Size.Value / bytesPerSecond) - beside - read);
    }

    private static string Explain(MechanismQuestion question, Option chosen, Option[] options, Option[] affordable)
    {
        var others = options.Where(option => option != chosen).Select(option => string.Create(
            CultureInfo.InvariantCulture, $"{Name(option)} ${option.UsdPerHourInAll:0.00}/h{(affordable.Contains(option) ? "" : " and over the budget")}"));
        var fast = question.MayRestoreFast
            ? options.Any(static option => option.Mechanism == StartupMechanism.SnapshotFsr) ? "" : "; fast restore has no credits for so many launches"
            : "; fast restore goes to entries that launch more";
        var budget = affordable.Length == 0 ? string.Create(CultureInfo.InvariantCulture, $"; even storage is over the budget of ${question.BudgetUsdPerMonth:0.00}/month") : "";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{Name(chosen)}: {question.LaunchesPerHour:0.##} launches/h of {question.Size} wait {chosen.WaitSeconds:0} s each, ${chosen.UsdPerHourInAll:0.00}/h with waiting; {string.Join(", ", others)}{fast}{budget}");
    }

    private static string Name(Option option) => option.Rate is { } rate
        ? string.Create(CultureInfo.InvariantCulture, $"{MechanismNames.NameOf(option.Mechanism)} at {rate} MiB/s")
        : MechanismNames.NameOf(option.Mechanism);

    private sealed record Option(StartupMechanism Mechanism, int? Rate, double WaitSeconds, decimal UsdPerMonth, double UsdPerHourInAll);
}
