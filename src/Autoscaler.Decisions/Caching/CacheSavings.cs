using Autoscaler.Contracts.Caching;
using Autoscaler.Contracts.Specs;
using Autoscaler.Decisions.Startup;

namespace Autoscaler.Decisions.Caching;

/// <summary>What a launch saves that finds an image or weights in the cache, by the start-up model.</summary>
public static class CacheSavings
{
    /// <summary>The time that a start is shorter than one that pulls; never below zero.</summary>
    /// <param name="model">The model.</param>
    /// <param name="content">What was found.</param>
    /// <param name="weightsBeside">The largest weights that are fetched beside an image.</param>
    /// <param name="type">The instance type.</param>
    /// <param name="mechanism">How it was found: a snapshot mechanism, or the disk of a running instance.</param>
    /// <param name="fallback">How it would have been pulled.</param>
    public static TimeSpan TimeOf(StartupModel model, ImageSpec content, ByteCount weightsBeside, InstanceTypeName type, StartupMechanism mechanism, StartupMechanism fallback)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(content);
        if (WeightsContent.VersionOf(content.Digest) is not null)
        {
            return AtLeastZero(FetchOf(model.Rates, content.CompressedSize, type) - ReadFromVolume(model.Rates, content.CompressedSize, type, mechanism));
        }

        var onNew = mechanism != StartupMechanism.Disk;
        return AtLeastZero(Ready(fallback, onDisk: false) - Ready(mechanism, onDisk: !onNew));

        TimeSpan Ready(StartupMechanism by, bool onDisk) => model.Estimate(new StartupQuery
        {
            InstanceType = type,
            Mechanism = by,
            Image = content.CompressedSize,
            Weights = weightsBeside,
            ImageOnDisk = onDisk,
            NewInstance = onNew,
        }).Expected;
    }

    private static TimeSpan AtLeastZero(TimeSpan time) => time > TimeSpan.Zero ? time : TimeSpan.Zero;

    private static TimeSpan FetchOf(StartupRates rates, ByteCount weights, InstanceTypeName type)
    {
        var host = rates.HostRatesOf(type);
        return TimeSpan.FromSeconds(weights.Value / Math.Min(host.NetworkBytesPerSecond, host.DiskBytesPerSecond));
    }

    // From the boot until the weights are read through, which is never before the volume is filled.
    private static TimeSpan ReadFromVolume(StartupRates rates, ByteCount weights, InstanceTypeName type, StartupMechanism mechanism)
    {
        if (mechanism == StartupMechanism.Disk)
        {
            return TimeSpan.Zero;
        }

        var read = TimeSpan.FromSeconds(weights.Value / rates.VolumeReadBytesPerSecond);
        var filled = TimeSpan.FromSeconds(weights.Value / rates.HydrationBytesPerSecondOf(mechanism) ?? 0) - rates.ProvisionOf(type);
        return filled > read ? filled : read;
    }
}
