using System.Text.Json;
using Autoscaler.Contracts.Specs;
using Autoscaler.Simulation.Inputs;
using Autoscaler.Simulation.Replays;

namespace Autoscaler.Simulation.Tests.Replays;

public class ReplayTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly RateTrace Rates = new("steps", [Step(0, 0.6), Step(5, 6), Step(15, 0.6), Step(40, 0.6)]);

    private static readonly EndpointSpec Spec = Specs.Endpoint(Specs.A);

    [Fact]
    public void Run_SameSeed_GivesTheSameRun()
    {
        var (first, firstEvents) = Run(Rates, 7);
        var (second, secondEvents) = Run(Rates, 7);

        Assert.Equal(first, second with { WallSeconds = first.WallSeconds });
        Assert.Equal(firstEvents.Select(line => line.GetRawText()), secondEvents.Select(line => line.GetRawText()));
    }

    [Fact]
    public void Run_OtherSeed_GivesAnotherRun() => Assert.NotEqual(Run(Rates, 7).Report.TraceHash, Run(Rates, 8).Report.TraceHash);

    [Theory]
    [InlineData(10)]
    [InlineData(60)]
    public void Run_Fluid_ReportAgreesWithItsEvents(int periodSeconds)
    {
        var (report, events) = Run(Rates, 3, periodSeconds);

        Check(report, events);
        Assert.Equal("fluid", report.ServiceModel);
        Assert.Null(report.RequestsWithinSloRatio);
        Assert.Null(report.TtftSeconds);
        Assert.Equal(report.SimulatedSeconds / 10, report.Ticks, 2.0);
        Assert.InRange(report.ScaleOuts, 1, 10);
        Assert.InRange(report.ScaleIns, 1, 10);
        Assert.True(report.SnapshotHits > 0);
    }

    [Fact]
    public void Run_Requests_ReportAgreesWithItsEvents()
    {
        var requests = Enumerable.Range(0, 3000).Select(i => new TraceRequest(TimeSpan.FromSeconds(i * 0.4), 1150, 210)).ToImmutableArray();

        var (report, events) = Run(new RequestTrace("steady", requests), 3);

        Check(report, events);
        Assert.Equal("request", report.ServiceModel);
        Assert.Equal(requests.Length, report.Requests);
        Assert.InRange(report.RequestsWithinSloRatio!.Value, 0, 1);
        Assert.NotNull(report.TtftSeconds);
    }

    [Fact]
    public void Run_SlowerMetrics_DetectLater()
    {
        var fine = Run(Rates, 3).Report.TimeToDetectSeconds;
        var coarse = Run(Rates, 3, 60).Report.TimeToDetectSeconds;

        Assert.True(fine!.P50 < 60, $"{fine}");
        Assert.True(coarse!.P50 > fine.P50, $"{coarse} and {fine}");
    }

    [Fact]
    public void Run_WithoutCache_CountsPullsAsFallbacks()
    {
        var spec = Spec with { Cache = new CachePolicy { Mechanism = StartupMechanism.RegistryParallel } };

        var (report, _) = Run(Rates, 3, spec: spec);

        Assert.Equal("registry-parallel", report.Mechanism);
        Assert.Equal((report.InstancesLaunched, 0), (report.Fallbacks, report.SnapshotHits));
        Assert.Equal(0, report.Placements.NewFromCache);
    }

    [Fact]
    public void Run_WeightsCache_MakesTheSameTrafficReadySooner()
    {
        // 20 GB of weights are what a start waits for, fetched: 96 s of it.
        var component = Spec.Components[0] with { Weights = new WeightsSpec(new WeightsVersion("s3://models/large@1"), ByteCount.FromGigabytes(20)) };
        var off = new ReplayOptions { Trace = Rates, Spec = Spec with { Components = [component] }, Seed = 3, MeanServiceTime = Specs.ServiceTime };
        var on = off with { Spec = WeightsCacheComparison.With(off.Spec, cachesWeights: true) };

        var compared = WeightsCacheComparison.Run(on, null, null, TimeProvider.System, CancellationToken.None);
        var plain = Replay.Run(off, null, null, TimeProvider.System, CancellationToken.None);
        var worth = compared.WeightsCacheWorth!;

        Assert.Equal(ReplayOutcome.Of(plain), worth.Off);
        Assert.Equal(ReplayOutcome.Of(compared), worth.On);
        Assert.Equal((true, false, 0), (compared.WeightsCache, plain.WeightsCache, plain.WeightsFromVolume));
        Assert.InRange(compared.WeightsFromVolume, 1, compared.InstancesLaunched);
        Assert.True(worth.MedianReadySavedSeconds > 20, $"{worth}");
        Assert.True(worth.On.UnderProvisionRatio < worth.Off.UnderProvisionRatio, $"{worth}");
        Assert.Equal(worth, WeightsCacheComparison.Run(off, null, null, TimeProvider.System, CancellationToken.None).WeightsCacheWorth);
    }

    [Fact]
    public void Run_WeightsCacheByAMechanismWithoutVolumes_ComparesNothing()
    {
        var spec = Spec with { Cache = new CachePolicy { Mechanism = StartupMechanism.Registry } };
        var options = new ReplayOptions { Trace = Rates, Spec = spec, Seed = 3, MeanServiceTime = Specs.ServiceTime };

        Assert.Null(WeightsCacheComparison.Run(options, null, null, TimeProvider.System, CancellationToken.None).WeightsCacheWorth);
    }

    [Fact]
    public void Run_EndpointThatCannotStart_SaysSo()
    {
        var spec = Spec with { Limits = new InstanceLimits { MaxPrice = new UsdPerHour(0.97m) } };

        Assert.Throws<InvalidOperationException>(() => Run(Rates, 3, spec: spec));
    }

    [Fact]
    public void Run_Cancelled_Ends()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();

        Assert.Throws<OperationCanceledException>(() =>
            Replay.Run(new ReplayOptions { Trace = Rates, Spec = Spec }, null, null, TimeProvider.System, source.Token));
    }

    private static void Check(ReplayReport report, ImmutableArray<JsonElement> events)
    {
        var traceStart = events.Length == 0 ? default : Start + TimeSpan.FromSeconds(report.SetupSeconds);
        var during = events.Where(happened => happened.GetProperty("at").GetDateTimeOffset() > traceStart).ToArray();
        var decisions = during.Where(happened => Is(happened, "decision")).Select(happened => happened.GetProperty("decision")).ToArray();
        var placed = decisions.SelectMany(decision => decision.GetProperty("placements").EnumerateArray()).ToArray();
        var booted = during.Where(happened => Is(happened, "slotPhase") && happened.GetProperty("phase").GetString() == "booting").ToArray();
        var counts = report.Placements;

        Assert.Equal(decisions.Length, report.Decisions);
        Assert.Equal(placed.Length, counts.Undrained + counts.WarmWithWeights + counts.WarmWithImage + counts.WarmBare + counts.Booting + counts.NewFromCache + counts.NewFromRegistry);
        Assert.Equal(counts.WarmWithWeights + counts.WarmWithImage, report.DiskHits);
        Assert.Equal(decisions.Count(decision => decision.GetProperty("placements").GetArrayLength() > 0), report.ScaleOuts);
        Assert.Equal(decisions.Count(decision => decision.GetProperty("drains").GetArrayLength() > 0), report.ScaleIns);
        Assert.Equal(booted.Length, report.InstancesLaunched);
        Assert.Equal(report.InstancesLaunched, report.SnapshotHits + report.Fallbacks);
        Assert.InRange(report.UnderProvisionRatio, 0, 1);
        Assert.InRange(report.UnderProvisionTimeRatio, report.UnderProvisionRatio, 1);
        Assert.True(report.OverProvisionRatio >= 0);
        Assert.True(report.CopyHours > 0 && report.CopyHours <= report.InstanceHours, $"{report.CopyHours} copy-hours, {report.InstanceHours} instance-hours");
        Assert.True(report.CostUsd > 0);
        Assert.True(report.TimeToReadySeconds is null || report.TimeToReadySeconds is { P50: > 0 } ready && ready.P50 <= ready.P95 && ready.P95 <= ready.Max);
        Assert.Equal(16, report.TraceHash.Length);
    }

    private static bool Is(JsonElement happened, string name) => happened.GetProperty("event").GetString() == name;

    private static (ReplayReport Report, ImmutableArray<JsonElement> Events) Run(Trace trace, ulong seed, int periodSeconds = 10, EndpointSpec? spec = null)
    {
        using var writer = new StringWriter();
        var options = new ReplayOptions
        {
            Trace = trace,
            Spec = spec ?? Spec,
            Seed = seed,
            MetricPeriod = TimeSpan.FromSeconds(periodSeconds),
            MeanServiceTime = Specs.ServiceTime,
        };
        var report = Replay.Run(options, writer, null, TimeProvider.System, CancellationToken.None);
        return (report, [.. writer.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement.Clone())]);
    }

    private static RateStep Step(double minute, double rate) => new(TimeSpan.FromMinutes(minute), rate);
}
