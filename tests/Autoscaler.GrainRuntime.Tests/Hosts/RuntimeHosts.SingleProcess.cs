namespace Autoscaler.GrainRuntime.Tests.Hosts;

/// <summary>The hosts of this build.</summary>
public static class RuntimeHosts
{
    /// <summary>Their names, for theories.</summary>
    public static TheoryData<string> All => [nameof(SimulatedRuntimeHost), nameof(LiveRuntimeHost)];

    /// <summary>Starts one.</summary>
    public static async Task<RuntimeHost> StartAsync(string name, HostOptions? options = null) => name switch
    {
        nameof(SimulatedRuntimeHost) => new SimulatedRuntimeHost(options ?? new HostOptions()),
        nameof(LiveRuntimeHost) => await LiveRuntimeHost.StartAsync(options ?? new HostOptions()),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "The build has no such host."),
    };
}
