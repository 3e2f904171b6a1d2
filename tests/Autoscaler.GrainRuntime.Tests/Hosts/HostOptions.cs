using Microsoft.Extensions.DependencyInjection;
using Orleans.Hosting;

namespace Autoscaler.GrainRuntime.Tests.Hosts;

/// <summary>What a test asks of its host.</summary>
public sealed record HostOptions
{
    /// <summary>Adds to each silo.</summary>
    public Action<ISiloBuilder> Silo { get; init; } = static _ => { };

    /// <summary>Adds the services of each silo, given the clock that the world goes by.</summary>
    public Action<IServiceCollection, Func<TimeProvider>> Services { get; init; } = static (_, _) => { };
}
