namespace Autoscaler.Simulation.Inputs;

/// <summary>The program's own sample traffic as a trace.</summary>
public static class SampleTrace
{
    /// <summary>The trace of a seed, <see cref="SampleTraffic.Generate"/>.</summary>
    public static RequestTrace Generate(ulong seed) => new($"sample-{seed}", SampleTraffic.Generate(seed));
}
