using Autoscaler.Decisions.Specs;
using Autoscaler.Simulation.Inputs;

namespace Autoscaler.Simulation.Tests.Inputs;

public sealed class DefaultEndpointTests
{
    [Theory]
    [InlineData(0, 1_000, 100)]
    [InlineData(196, 1_000, 100)]
    [InlineData(583, 1_458, 145)]
    [InlineData(3_445, 8_613, 861)]
    [InlineData(1e11, 10_000, 1_000)]
    public void For_PeakRate_IsValidAndLargeEnough(double peak, int copies, int launchesPerMinute)
    {
        var spec = DefaultEndpoint.For(new RateTrace("t", [new(TimeSpan.Zero, peak), new(TimeSpan.FromSeconds(600), 0)]));

        Assert.Empty(EndpointSpecRules.Validate(spec));
        Assert.Equal((copies, copies, launchesPerMinute), (spec.Components[0].MaxCopies, spec.Limits.MaxInstances, spec.Limits.LaunchesPerMinute));
    }

    [Fact]
    public void For_Sample_IsTheYardstick()
    {
        var spec = DefaultEndpoint.For(SampleTrace.Generate(1));

        Assert.Empty(EndpointSpecRules.Validate(spec));
        Assert.Equal(("demo/chat", "g6.2xlarge", 1_000), (spec.Id.ToString(), spec.InstanceTypes[0].Value, spec.Components[0].MaxCopies));
        Assert.Equal(
            (ByteCount.FromGigabytes(17.7), ByteCount.FromGigabytes(16)), (spec.Components[0].Image.CompressedSize, spec.Components[0].Weights!.Size));
    }
}
