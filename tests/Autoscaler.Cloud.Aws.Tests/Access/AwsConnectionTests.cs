using Amazon.EC2;
using Amazon.Runtime;
using Autoscaler.Cloud.Aws.Access;

namespace Autoscaler.Cloud.Aws.Tests.Access;

public sealed class AwsConnectionTests
{
    [Theory]
    [InlineData("http://all:1", null, null, "http://all:1/")]
    [InlineData("http://all:1", "http://ec2:2", null, "http://ec2:2/")]
    [InlineData("http://all:1", "http://ec2:2", "http://options:3", "http://options:3/")]
    [InlineData(null, null, null, null)]
    public void Configure_ByVariablesAndOptions_TakesTheNearestEndpoint(string? all, string? ec2, string? options, string? expected)
    {
        var connection = new AwsConnection(
            new AwsOptions { Region = "eu-west-1", EndpointUrl = options is null ? null : new Uri(options) },
            null,
            name => name switch { "AWS_ENDPOINT_URL" => all, "AWS_ENDPOINT_URL_EC2" => ec2, _ => null });

        var config = connection.Configure(new AmazonEC2Config { IgnoreConfiguredEndpointUrls = true }, "EC2");

        Assert.Equal(expected, config.ServiceURL);
        Assert.Equal("eu-west-1", expected is null ? config.RegionEndpoint.SystemName : config.AuthenticationRegion);
    }

    [Fact]
    public void Configure_OfAVariableThatIsNoAddress_NamesVariableAndText()
    {
        var connection = new AwsConnection(new AwsOptions(), null, static name => name == "AWS_ENDPOINT_URL_EC2" ? "localhost" : null);

        var refusal = Assert.Throws<InvalidOperationException>(() => connection.Configure(new AmazonEC2Config(), "EC2"));

        Assert.Equal("AWS_ENDPOINT_URL_EC2: expected an address as http://127.0.0.1:5000; found 'localhost'.", refusal.Message);
    }

    [Fact]
    public void Configure_WithAVariableSetToNothing_LeavesTheEndpointToAws()
    {
        var connection = new AwsConnection(new AwsOptions { Region = "us-east-1" }, null, static name => name == "AWS_ENDPOINT_URL" ? string.Empty : null);

        var config = connection.Configure(new AmazonEC2Config(), "EC2");

        Assert.Null(config.ServiceURL);
        Assert.True(config.IgnoreConfiguredEndpointUrls);
    }

    [Fact]
    public void Configure_Always_IsBoundedAndUncompressed()
    {
        var config = new AwsConnection(new AwsOptions { Region = "us-east-1" }, null, static _ => null).Configure(new AmazonEC2Config(), "EC2");

        Assert.Equal((RequestRetryMode.Standard, 3, TimeSpan.FromSeconds(20), true), (config.RetryMode, config.MaxErrorRetry, config.Timeout, config.DisableRequestCompression));
    }

    [Fact]
    public void ConfigureOnce_Always_MakesNoCallTwice()
    {
        var config = new AwsConnection(new AwsOptions { Region = "us-east-1" }, null, static _ => null).ConfigureOnce(new AmazonEC2Config(), "EC2");

        Assert.Equal((0, 0), (config.MaxErrorRetry, config.MaxStaleConnectionRetries));
    }
}
