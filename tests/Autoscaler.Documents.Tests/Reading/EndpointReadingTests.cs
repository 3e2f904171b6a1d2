using Autoscaler.Contracts.Specs;
using Autoscaler.Documents.Tests.Kit;

namespace Autoscaler.Documents.Tests.Reading;

public sealed class EndpointReadingTests
{
    private const string Least = """
        endpoint: demo/chat
        components:
          - name: chat
            image: { reference: registry.example/chat:v1, sizeGb: 17.7 }
        instanceTypes: [g6.2xlarge]
        zones: [us-east-1a]
        """;

    [Fact]
    public void Read_Sample_GivesEveryFieldAsWritten()
    {
        var spec = EndpointDocument.Read(RepositoryRoot.SampleEndpoint);

        Assert.Equal("demo/chat", spec.Id.ToString());
        var component = Assert.Single(spec.Components);
        Assert.Equal(ByteCount.FromGigabytes(17.7), component.Image.CompressedSize);
        Assert.StartsWith("sha256:5f6c7d1e", component.Image.Digest.Value, StringComparison.Ordinal);
        Assert.Equal(new WeightsSpec(new("s3://example-models/qwen3-8b@v1"), ByteCount.FromGigabytes(16)), component.Weights);
        Assert.Equal(ByteCount.FromGigabytes(16), component.MemoryPerCopy);
        Assert.Equal(["g6.2xlarge", "g5.2xlarge", "g6.12xlarge"], spec.InstanceTypes.Select(type => type.Value));
        Assert.Equal(new InstanceLimits { MaxPrice = new(6m), MaxAccelerators = 4 }, spec.Limits);
    }

    [Fact]
    public void Read_Sample_WritesTheDefaultsOut()
    {
        // The sample shows each policy field with its default; where a default changes, the sample and the documentation must change too.
        var spec = EndpointDocument.Read(RepositoryRoot.SampleEndpoint);

        Assert.Equal(new ScalingPolicy(), spec.Components[0].Policy);
        Assert.Equal(new CachePolicy(), spec.Cache);
        Assert.Equal(new RetentionPolicy(), spec.Retention);
    }

    [Fact]
    public void Parse_LeastFile_HasTheContractsDefaults()
    {
        var spec = Parse(Least);

        var defaults = new ComponentSpec { Name = new("chat"), Image = spec.Components[0].Image };
        Assert.Equal(defaults, Assert.Single(spec.Components));
        Assert.Equal((new InstanceLimits(), new CachePolicy(), new RetentionPolicy()), (spec.Limits, spec.Cache, spec.Retention));
    }

    [Fact]
    public void Parse_WithoutDigest_DerivesTheSameOneFromTheSameReference()
    {
        var first = Parse(Least).Components[0].Image.Digest;
        var second = Parse(Least).Components[0].Image.Digest;
        var other = Parse(Least.Replace("chat:v1", "chat:v2", StringComparison.Ordinal)).Components[0].Image.Digest;

        Assert.Equal(first, second);
        Assert.NotEqual(first, other);
        Assert.Matches("^sha256:[0-9a-f]{64}$", first.Value);
    }

    [Fact]
    public void Parse_EveryField_IsTakenFromTheFile()
    {
        var component = Parse(EveryField).Components[0];
        var policy = component.Policy;

        Assert.Equal(
            (2, 6.5, 0, 7, TimeSpan.FromSeconds(2)),
            (component.AcceleratorsPerCopy, component.MaxConcurrencyPerCopy, component.MinCopies, component.MaxCopies, component.TtftObjective));
        Assert.True(component.CachesWeights);
        Assert.Equal((3.5, (PanicPolicy?)null), (policy.TargetConcurrencyPerCopy, policy.Panic));
        Assert.Equal(new TargetTrackingPolicy { ToleranceRatio = 0.25, Window = TimeSpan.FromSeconds(45) }, policy.TargetTracking);
        Assert.Equal(new BacklogPolicy { DrainWithin = TimeSpan.FromMinutes(3) }, policy.Backlog);
        Assert.Equal(new ScaleOutPolicy { MaxGrowthRatio = 1.5, AlwaysAllowedCopies = 2 }, policy.ScaleOut);
        Assert.Equal(
            new ScaleInPolicy { StabilizationWindow = TimeSpan.FromMinutes(7), MaxShrinkRatio = 0.2, DrainDeadline = TimeSpan.FromMinutes(4) },
            policy.ScaleIn);
        Assert.Equal(
            new MissingDemandPolicy { HoldFor = TimeSpan.FromSeconds(70), FallbackCopies = 5, FallbackAfter = TimeSpan.FromMinutes(6) },
            policy.MissingDemand);
        Assert.Equal(new RunawayPolicy { MaxFailures = 9, Window = TimeSpan.FromHours(2) }, policy.Runaway);
        Assert.Equal(new ScaleToZeroPolicy { IdleGrace = TimeSpan.FromMinutes(25) }, policy.ScaleToZero);
    }

    [Fact]
    public void Parse_EveryFieldOfTheEndpoint_IsTakenFromTheFile()
    {
        var spec = Parse(EveryField);

        Assert.Equal(
            new InstanceLimits
            {
                MaxInstances = 12,
                MaxPrice = new(5.5m),
                MaxAccelerators = 4,
                LaunchesPerMinute = 6,
                BootDeadline = TimeSpan.FromMinutes(9),
                CopyDeadline = TimeSpan.FromMinutes(19),
            },
            spec.Limits);
        Assert.Equal(new CachePolicy { Mechanism = StartupMechanism.SnapshotFsr, Fallback = StartupMechanism.RegistryLazy }, spec.Cache);
        Assert.Equal(new RetentionPolicy { Min = TimeSpan.FromMinutes(1), Max = TimeSpan.FromMinutes(2), WaitingCostRatio = 2.5 }, spec.Retention);
    }

    [Fact]
    public void Parse_PanicWithItsFields_TakesThem()
    {
        const string policy = "    policy: { panic: { stableWindow: 3m, panicWindow: 30s, thresholdRatio: 1.5 } }\n";
        var text = Least.Replace("    image:", $"{policy}    image:", StringComparison.Ordinal);

        var expected = new PanicPolicy { StableWindow = TimeSpan.FromMinutes(3), PanicWindow = TimeSpan.FromSeconds(30), ThresholdRatio = 1.5 };
        Assert.Equal(expected, Parse(text).Components[0].Policy.Panic);
    }

    [Fact]
    public void Documentation_NamesEveryKeyOfTheSample()
    {
        var documentation = File.ReadAllText(Path.Combine(RepositoryRoot.Path, "docs", "policies.md"));
        var keys = File.ReadLines(RepositoryRoot.SampleEndpoint)
            .Select(line => line.Split('#')[0].TrimStart(' ', '-'))
            .Where(line => line.Contains(':', StringComparison.Ordinal))
            .Select(line => line[..line.IndexOf(':', StringComparison.Ordinal)]);

        Assert.All(keys, key => Assert.Contains(key, documentation, StringComparison.Ordinal));
    }

    private static EndpointSpec Parse(string text) => EndpointDocument.Parse(text, "spec.yaml", DocumentSyntax.Yaml).ValueOrThrow();

    private const string EveryField = """
        endpoint: demo/chat
        components:
          - name: chat
            image: { reference: registry.example/chat:v1, sizeGb: 17.7 }
            weights: none
            acceleratorsPerCopy: 2
            memoryPerCopyGb: 20
            maxConcurrencyPerCopy: 6.5
            minCopies: 0
            maxCopies: 7
            cachesWeights: on
            ttftObjective: 2s
            policy:
              targetConcurrencyPerCopy: 3.5
              targetTracking: { toleranceRatio: 0.25, window: 45s }
              panic: off
              backlog: { drainWithin: 3m }
              scaleOut: { maxGrowthRatio: 1.5, alwaysAllowedCopies: 2 }
              scaleIn: { stabilizationWindow: 7m, maxShrinkRatio: 0.2, drainDeadline: 4m }
              missingDemand: { holdFor: 70s, fallbackCopies: 5, fallbackAfter: 6m }
              runaway: { maxFailures: 9, window: 2h }
              scaleToZero: { idleGrace: 25m }
        instanceTypes: [g6.12xlarge]
        zones: [us-east-1a]
        limits: { maxInstances: 12, maxUsdPerHour: 5.5, maxAccelerators: 4, launchesPerMinute: 6, bootDeadline: 9m, copyDeadline: 19m }
        cache: { mechanism: snapshot-fsr, fallback: registry-lazy }
        retention: { min: 1m, max: 2m, waitingCostRatio: 2.5 }
        """;
}
