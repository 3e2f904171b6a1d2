using System.Text;
using System.Text.Json.Nodes;
using Autoscaler.Contracts.Specs;
using Autoscaler.Decisions.Specs;
using Autoscaler.Documents.Tests.Kit;

namespace Autoscaler.Documents.Tests.Writing;

public sealed class RoundTripTests
{
    private const int SpecCount = 500;

    [Fact]
    public void Write_AnyValidSpec_ReadsBackAsTheSame()
    {
        for (var seed = 0; seed < SpecCount; seed++)
        {
            var spec = new SpecGenerator(seed).Next();
            Assert.True(EndpointSpecRules.Validate(spec).IsEmpty, $"seed {seed}: the generator's spec is not valid: {string.Join("; ", EndpointSpecRules.Validate(spec))}");
            Try(seed, () => Specs.AssertSame(spec, EndpointDocument.Parse(EndpointDocument.WriteYaml(spec), "y", DocumentSyntax.Yaml).ValueOrThrow()));
            Try(seed, () => Specs.AssertSame(spec, EndpointDocument.Parse(EndpointDocument.WriteJson(spec).ToJsonString(), "j", DocumentSyntax.Json).ValueOrThrow()));
        }
    }

    [Fact]
    public void Write_AnyValidPolicy_ReadsBackAsTheSame()
    {
        for (var seed = 0; seed < SpecCount; seed++)
        {
            var policy = new SpecGenerator(seed).Policy();
            Try(seed, () => Assert.Equal(policy, PolicyDocument.Parse(PolicyDocument.WriteYaml(policy), "y", DocumentSyntax.Yaml).ValueOrThrow()));
            Try(seed, () => Assert.Equal(policy, PolicyDocument.Parse(Encoding.UTF8.GetBytes(PolicyDocument.WriteJson(policy).ToJsonString()), "j", DocumentSyntax.Json).ValueOrThrow()));
        }
    }

    [Fact]
    public void Write_TwoDocuments_ReadBackTogether()
    {
        var (first, second) = (new SpecGenerator(1).Next(), new SpecGenerator(2).Next());

        var read = EndpointDocument.ParseAll($"{EndpointDocument.WriteYaml(first)}---\n{EndpointDocument.WriteYaml(second)}", "both.yaml", DocumentSyntax.Yaml);

        Assert.Equal(2, read.Length);
        Specs.AssertSame(first, read[0].Value!);
        Specs.AssertSame(second, read[1].Value!);
    }

    [Fact]
    public void WriteYaml_Sample_IsTheSampleWithoutItsComments()
    {
        var lines = File.ReadLines(RepositoryRoot.SampleEndpoint)
            .Select(line => line.Split('#')[0].TrimEnd())
            .Where(line => line.Length > 0)
            .Select(line => line.Replace("60s", "1m", StringComparison.Ordinal));

        Assert.Equal(string.Join('\n', lines) + '\n', EndpointDocument.WriteYaml(EndpointDocument.Read(RepositoryRoot.SampleEndpoint)));
    }

    [Fact]
    public void WriteJson_Policy_HasEveryFieldWithItsValue()
    {
        const string expected = """
            {
              "targetConcurrencyPerCopy": 8,
              "targetTracking": { "toleranceRatio": 0.1, "window": "20s" },
              "panic": "off",
              "backlog": { "drainWithin": "5m" },
              "scaleOut": { "maxGrowthRatio": 10, "alwaysAllowedCopies": 4 },
              "scaleIn": { "stabilizationWindow": "5m", "maxShrinkRatio": 0.5, "drainDeadline": "10m" },
              "missingDemand": { "holdFor": "90s", "fallbackCopies": "none", "fallbackAfter": "10m" },
              "runaway": { "maxFailures": 3, "window": "30m" },
              "scaleToZero": { "idleGrace": "10m" }
            }
            """;

        Assert.Equal(JsonNode.Parse(expected)!.ToJsonString(), PolicyDocument.WriteJson(new() { Panic = null }).ToJsonString());
    }

    [Theory]
    [InlineData(1, "0.000000001")]
    [InlineData(17_700_000_001, "17.700000001")]
    [InlineData(16_000_000_000, "16")]
    [InlineData(999_999_999_999_999, "999999.999999999")]
    public void WriteJson_Size_IsExactInGigabytes(long bytes, string expected)
    {
        var component = Specs.Least.Components[0];
        var spec = Specs.Least with { Components = [component with { Image = component.Image with { CompressedSize = new ByteCount(bytes) } }] };

        Assert.Equal(expected, EndpointDocument.WriteJson(spec)["components"]![0]!["image"]!["sizeGb"]!.ToJsonString());
    }

    [Fact]
    public void WriteYaml_TextThatLooksLikeSomethingElse_StandsInQuotes()
    {
        var component = Specs.Least.Components[0];
        var spec = Specs.Least with { Components = [component with { Name = new("12"), Image = component.Image with { Reference = "true" } }] };

        var yaml = EndpointDocument.WriteYaml(spec);

        Assert.Contains("name: \"12\"\n", yaml, StringComparison.Ordinal);
        Assert.Contains("reference: \"true\"\n", yaml, StringComparison.Ordinal);
        Assert.Contains("weights: none\n", yaml, StringComparison.Ordinal);
    }

    [Fact]
    public void WriteYaml_WeightsThatAStoreTells_AreALocationAlone()
    {
        var spec = Specs.Least with { Components = [Specs.Least.Components[0] with { Weights = new WeightsSpec(new("s3://models/chat/"), ByteCount.Zero) }] };

        var yaml = EndpointDocument.WriteYaml(spec);

        Assert.Contains("location: s3://models/chat/\n", yaml, StringComparison.Ordinal);
        Assert.DoesNotContain("version:", yaml, StringComparison.Ordinal);
        Specs.AssertSame(spec, EndpointDocument.ParseAll(yaml, "spec.yaml", DocumentSyntax.Yaml)[0].Value!);
    }

    private static void Try(int seed, Action check)
    {
        try
        {
            check();
        }
        catch (Exception e) when (e is InputException or Xunit.Sdk.XunitException)
        {
            Assert.Fail($"seed {seed}: {e}");
        }
    }
}
