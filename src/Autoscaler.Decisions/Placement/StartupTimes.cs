using Autoscaler.Contracts.Slots;
using Autoscaler.Contracts.Specs;
using Autoscaler.Decisions.Startup;

namespace Autoscaler.Decisions.Placement;

/// <summary>The start-up model, asked in the words of placement.</summary>
internal sealed class StartupTimes(StartupModel model)
{
    /// <summary>From order to ready on a new instance whose image comes by <paramref name="mechanism"/>.</summary>
    public TimeSpan OnNewInstance(ComponentSpec component, InstanceTypeName type, StartupMechanism mechanism) => model.Estimate(new StartupQuery
    {
        InstanceType = type,
        Mechanism = mechanism,
        Image = component.Image.CompressedSize,
        Weights = component.Weights?.Size ?? ByteCount.Zero,
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
