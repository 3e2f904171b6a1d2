namespace Autoscaler.SiloHost;

/// <summary>What a grain runtime can do, as far as options depend on it.</summary>
/// <param name="Name">As the build property <c>GrainRuntime</c> says it.</param>
/// <param name="DefaultSpeed">Simulated seconds in a real one where nobody says.</param>
/// <param name="IsCluster">Whether silos of other processes can join: then it takes its probes and deadlines from the grains' clock, which must run in real time.</param>
internal sealed record RuntimeTraits(string Name, double DefaultSpeed, bool IsCluster)
{
    /// <summary>Our own host: one process, any speed, a SQLite file.</summary>
    public static RuntimeTraits SingleProcess { get; } = new("SingleProcess", DefaultSpeed: 30, IsCluster: false);

    /// <summary>The Microsoft.Orleans packages: clusters, real time, tables.</summary>
    public static RuntimeTraits Orleans { get; } = new("Orleans", DefaultSpeed: 1, IsCluster: true);
}
