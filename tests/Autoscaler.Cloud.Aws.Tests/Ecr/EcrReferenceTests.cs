using Autoscaler.Cloud.Aws.Ecr;

namespace Autoscaler.Cloud.Aws.Tests.Ecr;

public sealed class EcrReferenceTests
{
    private const string Digest = "sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    [Theory]
    [InlineData("123456789012.dkr.ecr.us-east-1.amazonaws.com/llm:v1", "us-east-1", "llm", "v1", null)]
    [InlineData("123456789012.dkr.ecr.us-gov-west-1.amazonaws.com/team/llm_a.b", "us-gov-west-1", "team/llm_a.b", "latest", null)]
    [InlineData("123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn/llm@" + Digest, "cn-north-1", "llm", null, Digest)]
    [InlineData("123456789012.dkr.ecr-fips.us-east-2.amazonaws.com/llm:v1@" + Digest, "us-east-2", "llm", null, Digest)]
    [InlineData("123456789012.dkr-ecr.eu-central-1.on.aws/llm:v1", "eu-central-1", "llm", "v1", null)]
    public void Read_OfAReference_TellsItsParts(string reference, string region, string repository, string? tag, string? digest) =>
        Assert.Equal(new EcrReference("123456789012", region, repository, tag, digest), EcrReference.Read(reference));

    [Theory]
    [InlineData("")]
    [InlineData("docker.io/library/nginx:1")]
    [InlineData("public.ecr.aws/x/y:1")]
    [InlineData("12345678901.dkr.ecr.us-east-1.amazonaws.com/llm:v1")]
    [InlineData("123456789012.dkr.ecr.us-east-1.amazonaws.com.evil.example/llm:v1")]
    [InlineData("123456789012.dkr.ecr.evil.example.amazonaws.com/llm:v1")]
    [InlineData("123456789012.dkr.ecr.us-east-1.amazonaws.com/")]
    [InlineData("123456789012.dkr.ecr.us-east-1.amazonaws.com/LLM:v1")]
    [InlineData("123456789012.dkr.ecr.us-east-1.amazonaws.com/llm:")]
    [InlineData("123456789012.dkr.ecr.us-east-1.amazonaws.com/llm@sha256:abc")]
    [InlineData("x 123456789012.dkr.ecr.us-east-1.amazonaws.com/llm:v1")]
    [InlineData("123456789012.dkr.ecr.us-east-1.amazonaws.com/llm:v1\n")]
    public void Read_OfAnythingElse_IsNothing(string reference) => Assert.Null(EcrReference.Read(reference));
}
