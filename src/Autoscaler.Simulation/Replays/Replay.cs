using System.Globalization;
using Autoscaler.Cloud.Simulated;
using Autoscaler.Cloud.Simulated.Costs;
using Autoscaler.Cloud.Simulated.Options;
using Autoscaler.Contracts.Caching;
using Autoscaler.Contracts.Decisions;
using Autoscaler.Contracts.Specs;
using Autoscaler.Simulation.Fleets;
using Autoscaler.Simulation.Inputs;

namespace Autoscaler.Simulation.Replays;

/// <summary>
/// Replays a trace through the grains. The endpoint is there before the trace, as it is in life: its minimum of copies is ready and its cache filled when the first
/// request comes. Everything is counted from then on.
/// </summary>
public sealed class Replay
{
    // How long the endpoint may take to be there; a registry pull of a large model takes some 20 min.
    private static readonly TimeSpan SetupLimit = TimeSpan.FromHours(2);
    private static readonly TimeSpan SetupStep = TimeSpan.FromSeconds(10);

    // Requests of the end get so long to be served.
    private static readonly TimeSpan Afterwards = TimeSpan.FromSeconds(60);

    // A hundredth of a cent.
    private const int UsdDecimals = 4;

    // Progress is told so often.
    private const int ProgressSteps = 200;

    private readonly ReplayOptions _options;
    private readonly TimeProvider _clock;

    private Replay(ReplayOptions options, TimeProvider clock)
    {
        _options = options;
        _clock = clock;
    }

    private ComponentSpec Component => _options.Spec.Components[0];

    /// <summary>Runs a replay.</summary>
    /// <param name="options">What to replay.</param>
    /// <param name="events">Gets a line of JSON for each event; null if nobody wants them.</param>
    /// <param name="progress">Is told the share done, 0 to 1.</param>
    /// <param name="clock">For the wall time in the report only.</param>
    /// <param name="cancellationToken">Ends the run.</param>
    /// <exception cref="InvalidOperationException">The endpoint never became ready before the trace.</exception>
    public static ReplayReport Run(ReplayOptions options, TextWriter? events, Action<double>? progress, TimeProvider clock, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(clock);
        return new Replay(options, clock).Run(events, progress, cancellationToken);
    }

    private ReplayReport Run(TextWriter? events, Action<double>? progress, CancellationToken cancellationToken)
    {
        var startedAt = _clock.GetTimestamp();
        var journal = new ReplayJournal(events);
        using var fleet = new SimulatedFleet(
            new SimulatedFleetOptions
            {
                Seed = _options.Seed,
                IsStrict = false,
                Cloud = new SimulatedCloudOptions { Metrics = new MetricOptions { Period = _options.MetricPeriod } },
            },
            journal);
        journal.Cloud = fleet.Cloud;
        var begin = fleet.Now;
        SetUp(fleet);

        var traceStart = fleet.Now;
        var costsBefore = fleet.Cloud.ReadCosts(null);
        var ticksBefore = fleet.View(_options.Spec.Id).TickCount;
        journal.Counts = true;
        NoteSupply(fleet);
        fleet.Cloud.RegisterTraffic(_options.Spec.Id, Component, Source(traceStart));
        Play(fleet, traceStart, progress, cancellationToken);

        var view = fleet.View(_options.Spec.Id);
        var traffic = fleet.Cloud.ReadTraffic(_options.Spec.Id, Component.Name)!;
        var hash = new EventHash();
        hash.Add(journal.Hash);
        hash.Add(fleet.Host.TraceHash);
        return Report(journal, traffic, costsBefore, fleet.Cloud.ReadCosts(null)) with
        {
            SimulatedSeconds = (fleet.Now - traceStart).TotalSeconds,
            SetupSeconds = (traceStart - begin).TotalSeconds,
            WallSeconds = _clock.GetElapsedTime(startedAt).TotalSeconds,
            Ticks = view.TickCount - ticksBefore,
            TraceHash = hash.Value.ToString("x16", CultureInfo.InvariantCulture),
            WeightsFromVolume = fleet.Cloud.ReadCopyStarts()
                .Count(start => start.ReadyAt > traceStart && start.Weights is not (null or StartupMechanism.Disk)),
        };
    }

    private void SetUp(SimulatedFleet fleet)
    {
        var put = fleet.Put(_options.Spec);
        if (!put.Accepted)
        {
            throw new InvalidOperationException($"The endpoint's spec was refused: {string.Join("; ", put.Errors)}");
        }

        if (!fleet.RunUntil(IsThere, SetupStep, SetupLimit))
        {
            throw new InvalidOperationException($"After {SetupLimit.TotalMinutes:0} simulated minutes endpoint {_options.Spec.Id} does not have its minimum of copies.");
        }
    }

    private bool IsThere(SimulatedFleet fleet)
    {
        var view = fleet.View(_options.Spec.Id);
        foreach (var component in view.Components)
        {
            var wanted = _options.Spec.Find(component.Name)!.MinCopies;
            if (component.Latest is not { } latest || latest.Ready < wanted)
            {
                return false;
            }
        }

        return !_options.Spec.Cache.UsesSnapshots || _options.Spec.Components.All(component => view.Cache.IsReady(component.Image.Digest)
            && (component is not { CachesWeights: true, Weights: { } weights } || view.Cache.IsReady(WeightsContent.IdOf(weights.Version))));
    }

    private void NoteSupply(SimulatedFleet fleet)
    {
        var ready = fleet.View(_options.Spec.Id).Components[0].Latest?.Ready ?? 0;
        fleet.Cloud.NoteSupply(_options.Spec.Id, Component.Name, ready, fleet.Now);
    }

    private TrafficSource Source(DateTimeOffset start) => _options.Trace switch
    {
        RequestTrace trace => new TrafficSource.Requests(start, trace.Requests, new TokenServiceTime()),
        RateTrace trace => new TrafficSource.Rates(start, trace.Steps, _options.MeanServiceTime),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private void Play(SimulatedFleet fleet, DateTimeOffset start, Action<double>? progress, CancellationToken cancellationToken)
    {
        var duration = _options.Trace is RequestTrace ? _options.Trace.Duration + Afterwards : _options.Trace.Duration;
        for (var step = 1; step <= ProgressSteps; step++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            fleet.Host.RunUntil(start + (duration * ((double)step / ProgressSteps)));
            progress?.Invoke((double)step / ProgressSteps);
        }
    }

    private ReplayReport Report(ReplayJournal journal, TrafficReading traffic, CostReading before, CostReading after) => new()
    {
        Trace = _options.Trace.Name,
        ServiceModel = _options.Trace is RequestTrace ? "request" : "fluid",
        Seed = _options.Seed,
        Mechanism = MechanismNames.NameOf(_options.Spec.Cache.Mechanism),
        WeightsCache = WeightsCacheComparison.IsOn(_options.Spec),
        Requests = (long)Math.Round(traffic.Totals.Arrived),
        SimulatedSeconds = 0,
        SetupSeconds = 0,
        WallSeconds = 0,
        Ticks = 0,
        TraceHash = string.Empty,
        Decisions = journal.Decisions,
        ScaleOuts = journal.ScaleOuts,
        ScaleIns = journal.ScaleIns,
        InstancesLaunched = journal.InstancesLaunched,
        Placements = new PlacementCounts(
            journal.PlacementsOf(PlacementClass.Undrain),
            journal.PlacementsOf(PlacementClass.WarmWithWeights),
            journal.PlacementsOf(PlacementClass.WarmWithImage),
            journal.PlacementsOf(PlacementClass.WarmBare),
            journal.PlacementsOf(PlacementClass.Booting),
            journal.PlacementsOf(PlacementClass.NewFromCache),
            journal.PlacementsOf(PlacementClass.NewFromRegistry)),
        DiskHits = journal.PlacementsOf(PlacementClass.WarmWithWeights) + journal.PlacementsOf(PlacementClass.WarmWithImage),
        SnapshotHits = journal.SnapshotHits,
        Fallbacks = journal.Fallbacks,
        WeightsFromVolume = 0,
        CopyHours = after.CopyHours - before.CopyHours,
        InstanceHours = after.InstanceHours - before.InstanceHours,
        CostUsd = Math.Round(after.TotalUsd - before.TotalUsd, UsdDecimals),
        UnderProvisionRatio = traffic.Provision.UnderProvisionRatio,
        OverProvisionRatio = traffic.Provision.OverProvisionRatio,
        UnderProvisionTimeRatio = traffic.Provision.UnderProvisionTimeRatio,
        RequestsWithinSloRatio = traffic.Ttft?.WithinRatio,
        TimeToReadySeconds = ReadyPercentiles(journal.TimesToReady),
        TimeToDetectSeconds = DetectPercentilesOf(traffic.Crossings),
        TtftSeconds = traffic.Ttft is { } ttft ? new TtftPercentiles(ttft.P50?.TotalSeconds, ttft.P95?.TotalSeconds, ttft.P99?.TotalSeconds) : null,
    };

    private static Percentiles? ReadyPercentiles(List<TimeSpan> times)
    {
        var seconds = Sorted(times);
        return seconds.Length == 0 ? null : new Percentiles(NearestRank.Of(seconds, 0.5), NearestRank.Of(seconds, 0.95), seconds[^1]);
    }

    private static DetectPercentiles? DetectPercentilesOf(ImmutableArray<DemandCrossing> crossings)
    {
        var seconds = Sorted(crossings.Select(crossing => crossing.AnsweredAt - crossing.CrossedAt));
        return seconds.Length == 0 ? null : new DetectPercentiles(NearestRank.Of(seconds, 0.5), NearestRank.Of(seconds, 0.95));
    }

    private static double[] Sorted(IEnumerable<TimeSpan> times) => [.. times.Select(time => time.TotalSeconds).Order()];
}
