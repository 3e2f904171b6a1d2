namespace Orleans;

/// <summary>What a program outside of grains uses to reach them.</summary>
public interface IClusterClient : IGrainFactory
{
    /// <summary>The services of the host.</summary>
    IServiceProvider ServiceProvider { get; }
}
