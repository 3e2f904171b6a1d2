namespace Autoscaler.Cloud.Aws.Tests;

public sealed class AwsOptionsTests
{
    [Fact]
    public void Region_ByDefault_IsLeftToTheCredentialsChain() => Assert.Null(new AwsOptions().Region);
}
