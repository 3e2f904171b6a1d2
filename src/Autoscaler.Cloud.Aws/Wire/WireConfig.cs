using Amazon;
using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal;
using Amazon.Util.Internal;

namespace Autoscaler.Cloud.Aws.Wire;

/// <summary>The SDK's configuration of a client of a <see cref="WireTarget"/>.</summary>
internal sealed class WireConfig : ClientConfig
{
    private static readonly DefaultConfiguration Defaults = new()
    {
        Name = DefaultConfigurationMode.Standard,
        RetryMode = RequestRetryMode.Standard,
        ConnectTimeout = TimeSpan.FromSeconds(3.1),
        TlsNegotiationTimeout = TimeSpan.FromSeconds(3.1),
    };

    private readonly WireTarget _service;

    public WireConfig(WireTarget service)
        : base(new DefaultConfigurationProvider([Defaults]))
    {
        _service = service;
        ServiceId = service.Id;
        AuthenticationServiceName = service.SigningName;
        UserAgent = InternalSDKUtils.BuildUserAgentString(service.Id, "1.0");
    }

    public override string ServiceVersion => _service.ApiVersion;

    public override string UserAgent { get; }

    public override string RegionEndpointServiceName => _service.SigningName;

    public override Endpoint DetermineServiceOperationEndpoint(ServiceOperationEndpointParameters parameters) => new(Address().AbsoluteUri);

    /// <summary>Where the service is: the endpoint that was set, or AWS's own of the Region.</summary>
    /// <exception cref="AmazonClientException">Neither an endpoint nor a Region is known.</exception>
    public Uri Address()
    {
        if (!string.IsNullOrEmpty(ServiceURL))
        {
            return new Uri(ServiceURL);
        }

        var region = RegionEndpoint ?? throw new AmazonClientException(
            $"{_service.Id}: no Region is known; set it in the options, AWS_REGION, or the profile.");
        return new Uri($"https://{HostOf(region)}/");
    }

    private string HostOf(RegionEndpoint region)
    {
        var prefix = UseFIPSEndpoint ? _service.FipsHostPrefix : UseDualstackEndpoint ? _service.DualStackHostPrefix : _service.HostPrefix;
        var suffix = !UseDualstackEndpoint ? region.PartitionDnsSuffix : region.PartitionName == "aws-cn" ? "api.amazonwebservices.com.cn" : "api.aws";
        return $"{prefix}.{region.SystemName}.{suffix}";
    }
}
