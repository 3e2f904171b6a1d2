using System.Globalization;
using Autoscaler.Simulation.Faults.Checks;
using Autoscaler.Simulation.Faults.Scenarios;
using Autoscaler.Simulation.Fleets;
using Autoscaler.Simulation.Replays;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.Hosting;

namespace Autoscaler.Simulation.Faults;

/// <summary>
/// Runs the scenario under one seed: for a while everything goes wrong that can, then nothing does, and the fleet must come to what its owners asked. The same seed
/// and options give the same run.
/// </summary>
public sealed class FaultRun
{
    // Bytes in wrong hands are looked for so often; and between two looks at whether all has converged so much time passes.
    private static readonly TimeSpan LookPeriod = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(5);

    private readonly FaultRunOptions _options;
    private readonly ulong _seed;
    private readonly SimulatedFleet _fleet;
    private readonly FaultJournal _journal;
    private readonly DateTimeOffset _faultsEnd;
    private readonly FaultScenario _scenario;
    private readonly ImmutableArray<EndpointOwner> _owners;
    private readonly StoredState _stored;
    private readonly Dictionary<(string, EndpointId?, int?, string, string), FaultViolation> _violations = [];

    private FaultRun(ulong seed, FaultRunOptions options, SimulatedFleet fleet, FaultJournal journal)
    {
        (_seed, _options, _fleet, _journal) = (seed, options, fleet, journal);
        _stored = new StoredState(fleet.Storage);
        _scenario = FaultScenario.For(seed, options.FaultTime);
        _owners = [.. _scenario.Endpoints.Select(endpoint => new EndpointOwner(fleet, endpoint))];
        _faultsEnd = fleet.Now + options.FaultTime;
    }

    /// <summary>Runs one seed.</summary>
    public static FaultRunResult Run(ulong seed, FaultRunOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var start = new SimulatedFleetOptions().Start;
        var until = start + options.FaultTime;
        var journal = new FaultJournal(options.Log);
        using var fleet = new SimulatedFleet(
            new SimulatedFleetOptions
            {
                Seed = seed,
                Start = start,
                IsStrict = options.IsStrict,
                Cloud = options.Cloud with { MishapsUntil = until },
                ConfigureHost = options.Log is { } log ? silo => LogTo(silo, log) : null,
                Faults = FaultMix.Of(options.Plan, seed) with { Until = until },

                // Often: what somebody else's hand has deleted is found by the second sweep after it, and a fleet has converged only then.
                Configure = static fleetOptions => fleetOptions.SweepPeriod = TimeSpan.FromMinutes(2),
            },
            journal);
        journal.Cloud = fleet.Cloud;
        return new FaultRun(seed, options, fleet, journal).Run();
    }

    // The clock is asked for at each line: it is made with the host, and the host with its log.
    private static void LogTo(ISiloBuilder silo, TextWriter log) =>
        silo.Services.AddSingleton<ILoggerFactory>(provider => new FaultLog(log, () => provider.GetRequiredService<TimeProvider>().GetUtcNow()));

    private FaultRunResult Run()
    {
        TimeSpan? convergence = null;
        try
        {
            RunFaults();
            convergence = Converge();
            CheckAll();
        }
#pragma warning disable CA1031 // Whatever ends a run is what its seed found.
        catch (Exception e)
#pragma warning restore CA1031
        {
            Note(new Finding("runs", null, null, "a run to its end", e.ToString()), []);
        }

        var hash = new EventHash();
        hash.Add(_fleet.Host.TraceHash);
        hash.Add((ulong)_journal.Count);
        return new FaultRunResult
        {
            Seed = _seed,
            Faults = _fleet.Host.FaultCounts,
            Mishaps = _fleet.Cloud.ReadMishaps(),
            Violations = [.. _violations.Values],
            Convergence = convergence,
            Events = _fleet.Host.EventCount + _fleet.Cloud.ReadEventCount(),
            TraceHash = hash.Value.ToString("x16", CultureInfo.InvariantCulture),
        };
    }

    private void RunFaults()
    {
        foreach (var endpoint in _scenario.Endpoints)
        {
            foreach (var sent in endpoint.Traffic)
            {
                _fleet.Cloud.RegisterTraffic(endpoint.Id, sent.Component, sent.SourceFrom(_fleet.Now));
            }
        }

        MishapSchedule.Arrange(_fleet, _seed, _faultsEnd);
        foreach (var owner in _owners)
        {
            _ = _fleet.Host.Start(owner.RunAsync);
        }

        while (_fleet.Now < _faultsEnd)
        {
            _fleet.Host.RunUntil(_fleet.Now + LookPeriod < _faultsEnd ? _fleet.Now + LookPeriod : _faultsEnd);
            Note(IsolationCheck.Run(_fleet.Cloud.ReadHeldBytes()));
        }
    }

    // From the end of the faults until everything holds, and goes on holding; null if that never is.
    private TimeSpan? Converge()
    {
        var limit = _faultsEnd + _options.ConvergenceLimit;
        DateTimeOffset? since = null;
        while (_fleet.Now < limit || since is not null)
        {
            since = ReadAll().All(static endpoint => ConvergenceCheck.Run(endpoint).IsEmpty && OwnershipCheck.Run(endpoint).IsEmpty) ? since ?? _fleet.Now : null;
            if (_fleet.Now - since >= _options.StableFor)
            {
                return since - _faultsEnd;
            }

            _fleet.RunFor(Step);
        }

        return null;
    }

    private void CheckAll()
    {
        var launches = _fleet.Cloud.ReadLaunches();
        Note(LaunchCheck.Run(launches));
        Note(IsolationCheck.Run(launches));
        Note(IsolationCheck.Run(_fleet.Cloud.ReadHeldBytes()));
        Note(_journal.Findings);
        foreach (var endpoint in ReadAll())
        {
            foreach (var finding in ConvergenceCheck.Run(endpoint).Concat(OwnershipCheck.Run(endpoint)).Concat(PurgeCheck.Run(endpoint)))
            {
                Note(finding, endpoint.Describe());
            }
        }
    }

    private ImmutableArray<EndpointReading> ReadAll()
    {
        var live = _fleet.Cloud.ReadLiveOrigins();
        var readings = ImmutableArray.CreateBuilder<EndpointReading>(_owners.Length);
        foreach (var (endpoint, owner) in _scenario.Endpoints.Zip(_owners))
        {
            var expected = endpoint.Expected;
            var cache = _stored.CacheOf(endpoint.Id);
            readings.Add(new EndpointReading
            {
                Expected = expected,
                OwnerWaitsFor = owner.Acknowledged == endpoint.Steps.Length ? null : $"step {owner.Acknowledged + 1} of {endpoint.Steps.Length}: {owner.LatestFailure}",
                View = _fleet.View(endpoint.Id),
                Slots = _stored.SlotsOf(endpoint.Id),
                Cache = cache.Report,
                Receipts = cache.Receipts,
                ReadyInCloud = [.. expected.Spec?.Components.Select(component => _fleet.Cloud.ReadTraffic(endpoint.Id, component.Name)?.ReadyCopies ?? 0) ?? []],
                Live = [.. live.Where(resource => resource.Resource.Endpoint == endpoint.Id)],
                History = _journal.HistoryOf(endpoint.Id),
            });
        }

        return readings.MoveToImmutable();
    }

    private void Note(ImmutableArray<Finding> findings)
    {
        foreach (var finding in findings)
        {
            Note(finding, finding.Endpoint is { } endpoint ? [.. _journal.HistoryOf(endpoint).Select(FaultJournal.Describe)] : []);
        }
    }

    // The same finding is noted once, when it was seen first.
    private void Note(Finding finding, ImmutableArray<string> context) => _violations.TryAdd(
        (finding.Check, finding.Endpoint, finding.Slot, finding.Expected, finding.Found),
        new FaultViolation
        {
            Seed = _seed,
            At = finding.At ?? _fleet.Now,
            Check = finding.Check,
            Endpoint = finding.Endpoint?.ToString(),
            Slot = finding.Slot,
            Expected = finding.Expected,
            Found = finding.Found,
            Context = context,
        });
}
