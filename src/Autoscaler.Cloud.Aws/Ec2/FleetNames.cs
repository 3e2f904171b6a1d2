using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Autoscaler.Cloud.Snapshots;
using Autoscaler.Contracts.Slots;

namespace Autoscaler.Cloud.Aws.Ec2;

/// <summary>
/// Tokens and names that AWS knows a launch or build by. They follow from it and from the installation's name alone, so that a call repeated after a crash is the same
/// call, and that of another installation with the same endpoints is not.
/// </summary>
internal sealed class FleetNames(string fleet)
{
    private readonly string _suffix = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(fleet)).AsSpan(0, 4));

    /// <summary>The installation.</summary>
    public string Fleet => fleet;

    /// <summary>The launch template of one launch request.</summary>
    public string LaunchTemplateOf(LaunchRequest request) => $"{request.Token.Value}-{_suffix}";

    /// <summary>The client token of a launch call, at most 64 characters.</summary>
    /// <param name="request">The request.</param>
    /// <param name="tries">How often a token of the request was used up without an answer that counts; 0 to 99.</param>
    public string ClientTokenOf(LaunchRequest request, int tries) =>
        tries == 0 ? LaunchTemplateOf(request) : string.Create(CultureInfo.InvariantCulture, $"{LaunchTemplateOf(request)}-{tries % 100}");

    /// <summary>The token of a build, short enough for a tag.</summary>
    public static string TokenOf(SnapshotBuild build) => TokenOf(build.Token);

    /// <summary>The token of an endpoint's build of some content.</summary>
    public static string TokenOf(EndpointId endpoint, ImageDigest content, int build) => TokenOf(string.Create(CultureInfo.InvariantCulture, $"{endpoint}/{content}/{build}"));

    /// <summary>The client token of a builder's launch in the subnet of that place in the order, at most 64 characters.</summary>
    public string ClientTokenOf(string buildToken, int subnet) => string.Create(CultureInfo.InvariantCulture, $"{buildToken}-{_suffix}-{subnet}");

    /// <summary>The launch template of a cache entry's build.</summary>
    public string EntryTemplateOf(string buildToken) => $"{buildToken}-{_suffix}";

    private static string TokenOf(string token) => $"ab-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)).AsSpan(0, 22))}";
}
