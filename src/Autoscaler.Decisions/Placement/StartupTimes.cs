using Autoscaler.Contracts.Slots;
using Autoscaler.Contracts.Specs;
using Autoscaler.Decisions.Startup;

namespace Autoscaler.Decisions.Placement;

/// <summary>The start-up model, asked in the words of placement.</summary>
internal sealed class StartupTimes(StartupModel model)
{
    /// <summary>From order to ready on a new instance.</summary>
    /// <param name="component">The component.</param>
    /// <param name="type">The type of the instance.</param>
    /// <param name="mechanism">How its image comes.</param>
    /// <param name="weightsVolume">How a volume with its weights is restored; null where they are fetched.</param>
    public TimeSpan OnNewInstance(ComponentSpec component, InstanceTypeName type, StartupMechanism mechanism, StartupMechanism? weightsVolume) => model.Estimate(new StartupQuery
    {
        InstanceType = type,
        Mechanism = mechanism,
        Image = component.Image.CompressedSize,
        Weights = component.Weights?.Size ?? ByteCount.Zero,
        WeightsVolume = weightsVolume,
        NewInstance = true,
    }).Expected;

    /// <summary>From order to ready on a running instance with these disk contents.</summary>
    public TimeSpan OnRunningInstance(ComponentSpec component, InstanceTypeName type, DiskContents disk, StartupMechanism pull) => model.Estimate(new StartupQuery
    {
        InstanceType = type,
        Mechanism = pull,
        Image = component.Image.CompressedSize,
        Weights = component.Weights?.Size ?? ByteCount.Zero,
        ImageOnDisk = HasImage(component, disk),
        WeightsOnDisk = HasWeights(component, disk),
        NewInstance = false,
    }).Expected;

    public static bool HasImage(ComponentSpec component, DiskContents disk) => disk.Images.Contains(component.Image.Digest);

    public static bool HasWeights(ComponentSpec component, DiskContents disk) => component.Weights is null || disk.Weights.Contains(component.Weights.Version);
}
