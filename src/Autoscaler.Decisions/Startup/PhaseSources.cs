using System.Diagnostics;
using Autoscaler.Contracts.Slots;
using Autoscaler.Contracts.Specs;
using Autoscaler.Decisions.Catalog;

namespace Autoscaler.Decisions.Startup;

/// <summary>Which parameters a stage of a start rests on, so that every second of it has a source.</summary>
public static class PhaseSources
{
    /// <summary>The parameters of a stage, the one that says most first.</summary>
    /// <param name="query">The start.</param>
    /// <param name="phase">One of its stages.</param>
    /// <param name="rates">The rates it was estimated with.</param>
    public static ImmutableArray<StartupParameter> Of(in StartupQuery query, StartupPhase phase, StartupRates rates)
    {
        ArgumentNullException.ThrowIfNull(rates);
        var parameters = StartupParameters.Of(rates);
        return [.. NamesOf(query, phase, rates).Select(name => parameters.Single(parameter => parameter.Name == name))];
    }

    private static ImmutableArray<string> NamesOf(in StartupQuery query, StartupPhase phase, StartupRates rates) => phase switch
    {
        StartupPhase.Provision => [OverheadOf(query.InstanceType, rates), "container-start", "warm-up"],
        StartupPhase.Image => PullOf(query.Mechanism),
        StartupPhase.Hydrate => ["unpacked-ratio", .. HydrationOf(query.Mechanism)],
        StartupPhase.Weights => query.WeightsVolume is null ? ["host-bandwidth", "pipe"] : ["volume-read-rate"],
        StartupPhase.HydrateWeights => query.WeightsVolume is { } mechanism ? HydrationOf(mechanism) : [],
        StartupPhase.Start => ["container-start"],
        StartupPhase.Load => ["warm-up", "load-rate"],
        _ => throw new UnreachableException(),
    };

    private static string OverheadOf(InstanceTypeName type, StartupRates rates)
    {
        var machine = InstanceTypeCatalog.MachineOf(type);
        return rates.Overheads.ContainsKey(machine) ? $"overhead-{machine}" : "overhead-other-types";
    }

    private static ImmutableArray<string> PullOf(StartupMechanism mechanism) => mechanism switch
    {
        StartupMechanism.RegistryParallel => ["host-bandwidth", "unpacked-ratio", "unpack-rate", "parallel-unpack-ratio", "pipe"],
        StartupMechanism.RegistryLazy => ["host-bandwidth", "unpacked-ratio", "lazy-start-ratio", "unpack-rate", "parallel-unpack-ratio", "pipe"],
        _ => ["host-bandwidth", "unpacked-ratio", "unpack-rate", "pipe"],
    };

    private static ImmutableArray<string> HydrationOf(StartupMechanism mechanism) => mechanism switch
    {
        StartupMechanism.SnapshotRate => ["snapshot-rate"],
        StartupMechanism.SnapshotLazy => ["snapshot-lazy-rate"],
        _ => [],
    };
}
