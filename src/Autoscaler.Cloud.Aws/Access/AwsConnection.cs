using Amazon;
using Amazon.Runtime;

namespace Autoscaler.Cloud.Aws.Access;

/// <summary>How every client of the SDK is set up: Region, endpoint, timeouts and bounded retries by the options; credentials by the SDK's chain.</summary>
/// <param name="options">The options.</param>
/// <param name="credentials">Who calls; null for the SDK's own chain.</param>
/// <param name="variable">Reads a variable of the environment; null where it is not set.</param>
internal sealed class AwsConnection(AwsOptions options, AWSCredentials? credentials, Func<string, string?> variable)
{
    /// <summary>With the SDK's credentials and the process's environment.</summary>
    public AwsConnection(AwsOptions options)
        : this(options, null, Environment.GetEnvironmentVariable)
    {
    }

    /// <summary>The options.</summary>
    public AwsOptions Options => options;

    /// <summary>Who calls; null for the SDK's own chain.</summary>
    public AWSCredentials? Credentials => credentials;

    /// <summary>The same in another Region.</summary>
    public AwsConnection In(string region) => new(options with { Region = region }, credentials, variable);

    /// <summary>Sets a client's configuration up.</summary>
    /// <param name="config">The configuration of a service's client.</param>
    /// <param name="service">The service as <c>AWS_ENDPOINT_URL_SERVICE</c> names it, as <c>EC2</c>.</param>
    public T Configure<T>(T config, string service)
        where T : ClientConfig
    {
        CredentialRenewal.Use();
        config.RetryMode = RequestRetryMode.Standard;
        config.MaxErrorRetry = options.MaxRetries;
        config.Timeout = options.RequestTimeout;
        config.DisableRequestCompression = true;
        config.LogResponse = false;

        // A variable that is set to nothing is no endpoint; to the SDK it would be one.
        config.IgnoreConfiguredEndpointUrls |= variable("AWS_ENDPOINT_URL") is "" || variable($"AWS_ENDPOINT_URL_{service}") is "";
        if (EndpointOf(service) is { } endpoint)
        {
            // An endpoint of one's own needs the Region to sign with, and nothing else.
            config.ServiceURL = endpoint.AbsoluteUri;
            config.AuthenticationRegion = Region ?? "us-east-1";
        }
        else if (Region is { } region)
        {
            config.RegionEndpoint = RegionEndpoint.GetBySystemName(region);
        }

        return config;
    }

    /// <summary>Sets the configuration up of a client whose calls have no token to be known again by: none is made twice, for the first may have had its effect.</summary>
    /// <inheritdoc cref="Configure"/>
    public T ConfigureOnce<T>(T config, string service)
        where T : ClientConfig
    {
        Configure(config, service);
        config.MaxErrorRetry = 0;
        config.MaxStaleConnectionRetries = 0;
        return config;
    }

    /// <summary>Where a service is; null for AWS's own endpoint of the Region.</summary>
    /// <exception cref="InvalidOperationException">A variable holds something else than an absolute http or https address.</exception>
    public Uri? EndpointOf(string service) => options.EndpointUrl ?? Read($"AWS_ENDPOINT_URL_{service}") ?? Read("AWS_ENDPOINT_URL");

    /// <summary>The Region; null where neither the options nor the environment name one, and the SDK looks further.</summary>
    public string? Region => options.Region ?? Text("AWS_REGION") ?? Text("AWS_DEFAULT_REGION");

    private Uri? Read(string name) => Text(name) switch
    {
        null => null,
        var text when Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" => address,
        var text => throw new InvalidOperationException($"{name}: expected an address as http://127.0.0.1:5000; found '{text}'."),
    };

    private string? Text(string name) => variable(name) is { Length: > 0 } text ? text : null;
}
