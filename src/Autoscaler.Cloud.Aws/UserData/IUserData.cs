using Autoscaler.Cloud.Aws.Ec2;
using Autoscaler.Contracts.Slots;

namespace Autoscaler.Cloud.Aws.UserData;

/// <summary>What an instance is told when it boots.</summary>
internal interface IUserData
{
    /// <summary>The text; the same for the same request and volumes.</summary>
    /// <exception cref="UserDataTooLongException">It is longer than EC2 takes.</exception>
    string Render(LaunchRequest request, ImmutableArray<CacheVolume> volumes);
}
