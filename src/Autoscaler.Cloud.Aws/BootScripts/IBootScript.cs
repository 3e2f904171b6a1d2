using Autoscaler.Cloud.Aws.Ec2;
using Autoscaler.Contracts.Slots;

namespace Autoscaler.Cloud.Aws.BootScripts;

/// <summary>What an instance is told when it boots.</summary>
internal interface IBootScript
{
    /// <summary>The text; the same for the same request and volumes.</summary>
    /// <exception cref="ScriptTooLongException">It is longer than EC2 takes.</exception>
    string Render(LaunchRequest request, ImmutableArray<CacheVolume> volumes);
}
