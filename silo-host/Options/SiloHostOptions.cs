using Autoscaler.SiloHost.Clouds;
using Autoscaler.SiloHost.Cluster;

namespace Autoscaler.SiloHost.Options;

/// <summary>What the program was asked for.</summary>
internal sealed record SiloHostOptions
{
    public const double MinSpeed = 1;
    public const double MaxSpeed = 3600;

    /// <summary>Nobody but this machine reaches it.</summary>
    public const string DefaultUrl = "http://127.0.0.1:5080";

    /// <summary>The cloud. Default simulated.</summary>
    public CloudKind Cloud { get; init; }

    /// <summary>The fleet on AWS; null for another cloud.</summary>
    public AwsFleetOptions? Aws { get; init; }

    /// <summary>Simulated seconds in a real one, 1 to 3,600. Default 30; 1 in a cluster and with a real cloud.</summary>
    public double Speed { get; init; } = GrainRuntime.Traits.DefaultSpeed;

    /// <summary>Where all chance in cloud and traffic comes from. Default 1.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>The folder of all that is kept, a full path; null, the default, keeps it in memory.</summary>
    public string? DataFolder { get; init; }

    /// <summary>Whether the demo's endpoints are put and its traffic is sent. Default true; false with a real cloud.</summary>
    public bool PlaysDemo { get; init; } = true;

    /// <summary>Whether the first administrator's key is made anew, and the one before revoked: for whoever has lost it. Default false.</summary>
    public bool ReplacesFirstKey { get; init; }

    /// <summary>Where to listen; empty where Kestrel's own configuration says so. Default <see cref="DefaultUrl"/>.</summary>
    public ImmutableArray<string> Urls { get; init; } = [DefaultUrl];

    /// <summary>The configuration section <c>Cluster</c>.</summary>
    public SiloClusterOptions Cluster { get; init; } = new();

    /// <summary>Whether grains' messages are passed through bytes where no cluster does so in any case. Default false; tests look for what would surprise in a cluster.</summary>
    public bool IsStrict { get; init; }
}
