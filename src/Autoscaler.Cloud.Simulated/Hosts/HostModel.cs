using Autoscaler.Cloud.Simulated.Events;
using Autoscaler.Cloud.Simulated.Mishaps;
using Autoscaler.Cloud.Simulated.Options;
using Autoscaler.Cloud.Simulated.Traffic;
using Autoscaler.Decisions.Startup;

namespace Autoscaler.Cloud.Simulated.Hosts;

/// <summary>What all simulated hosts have in common.</summary>
internal sealed record HostModel(
    HostOptions Options, StartupRates Rates, WorldEvents Events, RandomStreams Random, TrafficBoard Traffic, CopyStarts Starts, MishapBook Mishaps)
{
    /// <summary>Bytes a second that one host reads from a restored volume, drawn around the model's.</summary>
    public double DrawVolumeRead(string host) =>
        Rates.VolumeReadBytesPerSecond * Random.Of("volume-read", host).NextFactor(Options.RateSpread);

    /// <summary>What one host can move, drawn around what its type can.</summary>
    public HostRates DrawRates(InstanceTypeName type, string host)
    {
        var rates = Rates.HostRatesOf(type);
        return rates with
        {
            NetworkBytesPerSecond = rates.NetworkBytesPerSecond * Random.Of("network", host).NextFactor(Options.RateSpread),
            DiskBytesPerSecond = rates.DiskBytesPerSecond * Random.Of("disk", host).NextFactor(Options.RateSpread),
            UnpackBytesPerSecond = rates.UnpackBytesPerSecond * Random.Of("unpack", host).NextFactor(Options.RateSpread),
        };
    }
}
