using System.Globalization;
using Autoscaler.Contracts.Specs;
using Autoscaler.Decisions.Startup;

namespace Autoscaler.Cli.ColdStart;

/// <summary>A start in words.</summary>
internal static class StartText
{
    private const double BytesPerMebibyte = 1024d * 1024;

    /// <summary>The mechanism, and the rate of its volumes where that is provisioned.</summary>
    public static string MechanismOf(StartupQuery query, StartupRates rates) => (query, ProvisionedMebibytesPerSecond(query, rates)) switch
    {
        ({ NewInstance: false }, _) => $"{MechanismNames.NameOf(query.Mechanism)} (running)",
        ({ Mechanism: StartupMechanism.SnapshotRate }, { } rate) =>
            string.Create(CultureInfo.InvariantCulture, $"{MechanismNames.NameOf(query.Mechanism)} {rate:0}"),
        _ => MechanismNames.NameOf(query.Mechanism),
    };

    /// <summary>Where the weights are from.</summary>
    public static string WeightsOf(StartupQuery query) => query switch
    {
        { WeightsOnDisk: true } => "on disk",
        { WeightsVolume: { } mechanism } => MechanismNames.NameOf(mechanism),
        _ => "fetched",
    };

    /// <summary>The provisioned rate of the start's volumes; null when none has one.</summary>
    public static double? ProvisionedMebibytesPerSecond(StartupQuery query, StartupRates rates) =>
        query.Mechanism == StartupMechanism.SnapshotRate || query.WeightsVolume == StartupMechanism.SnapshotRate
            ? Math.Round(rates.SnapshotRateBytesPerSecond / BytesPerMebibyte, 1)
            : null;
}
