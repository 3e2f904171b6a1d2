using Amazon.Runtime;
using Amazon.SecurityToken;
using Amazon.SecurityToken.Model;
using Autoscaler.Cloud.Aws.Access;

namespace Autoscaler.Cloud.Aws.Tests.Kit;

[Collection(MotoCollectionDefinition.Name)]
public sealed class MotoServerTests(MotoServer moto)
{
    [MotoFact]
    public async Task GetCallerIdentity_OfAClientWithTheServersAddress_IsAnswered()
    {
        var connection = new AwsConnection(new AwsOptions { Region = "us-east-1", EndpointUrl = moto.Address }, new BasicAWSCredentials("testing", "testing"), static _ => null);
        using var client = new AmazonSecurityTokenServiceClient(connection.Credentials, connection.Configure(new AmazonSecurityTokenServiceConfig(), "STS"));

        var answer = await client.GetCallerIdentityAsync(new GetCallerIdentityRequest(), CancellationToken.None);

        Assert.Equal("123456789012", answer.Account);
    }
}
