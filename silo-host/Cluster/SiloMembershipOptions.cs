namespace Autoscaler.SiloHost.Cluster;

/// <summary>How soon a silo that is lost is taken for dead: after about <see cref="ProbeTimeout"/> × <see cref="MissedProbes"/>.</summary>
internal sealed record SiloMembershipOptions
{
    /// <summary>Time between probes, and how long an answer may take, 0.2 s to 1 min. Default 1 s.</summary>
    public TimeSpan ProbeTimeout { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Probes in a row without an answer that make a suspect, 1 to 10. Default 2.</summary>
    public int MissedProbes { get; init; } = 2;

    /// <summary>Silos that must suspect one to have it declared dead, 1 to 10. Default 1.</summary>
    public int Votes { get; init; } = 1;

    /// <summary>Time between two looks at the membership table, 1 s to 5 min. Default 5 s.</summary>
    public TimeSpan TableRefreshPeriod { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long it takes until a lost silo is suspected.</summary>
    public TimeSpan DetectionTime => ProbeTimeout * MissedProbes;
}
