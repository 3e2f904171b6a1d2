using Autoscaler.Cloud.Instances;
using Autoscaler.Cloud.Simulated;
using Autoscaler.Cloud.Simulated.Options;
using Autoscaler.Contracts.Caching;
using Autoscaler.Contracts.Endpoints;
using Autoscaler.Contracts.Specs;
using Autoscaler.Simulation.Faults.Checks;
using Autoscaler.Simulation.Fleets;

namespace Autoscaler.Simulation.CacheLives;

/// <summary>
/// The whole life of caches, in virtual time: built in the background, hit by spikes, one found with other bytes than it should have, one image replaced by a new digest
/// under the same tag, one endpoint deleted while its host crashes.
/// </summary>
public sealed class CacheLife
{
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Limit = TimeSpan.FromHours(3);
    private static readonly TimeSpan ServiceTime = TimeSpan.FromSeconds(5);

    // Bytes in wrong hands are looked for so often.
    private static readonly TimeSpan LookPeriod = TimeSpan.FromMinutes(1);

    private readonly CacheLifeJournal _journal;
    private readonly SimulatedFleet _fleet;
    private readonly HashSet<string> _isolation = [];
    private DateTimeOffset _nextLook;

    private CacheLife(SimulatedFleet fleet, CacheLifeJournal journal) => (_fleet, _journal) = (fleet, journal);

    /// <summary>Runs it.</summary>
    /// <param name="seed">Where all chance comes from.</param>
    /// <param name="progress">Is told the share done, 0 to 1.</param>
    /// <param name="cancellationToken">Ends the run.</param>
    /// <exception cref="InvalidOperationException">A step was not reached; the message says which.</exception>
    public static CacheLifeReport Run(ulong seed, Action<double>? progress, CancellationToken cancellationToken)
    {
        var journal = new CacheLifeJournal();
        using var fleet = new SimulatedFleet(
            new SimulatedFleetOptions
            {
                Seed = seed,
                IsStrict = false,
                Cloud = new SimulatedCloudOptions { Snapshots = new SnapshotOptions { InitializationRateQuota = 5000 } },
            },
            journal);
        var life = new CacheLife(fleet, journal);
        Action[] steps = [life.Create, life.Spike, life.Corrupt, life.Update, life.Delete];
        for (var i = 0; i < steps.Length; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            steps[i]();
            progress?.Invoke((i + 1d) / steps.Length);
        }

        return life.Report();
    }

    // Tags are resolved and entries built in the background; the first launches pull.
    private void Create()
    {
        foreach (var image in CacheLifeFleet.Images)
        {
            _fleet.Cloud.PushImage(image);
        }

        foreach (var spec in CacheLifeFleet.Specs)
        {
            Put(spec);
        }

        Await("every endpoint has its copies and its cache", () => CacheLifeFleet.Specs.All(IsSettled));
    }

    // Copies beside others find their image on the disk; new instances restore it.
    private void Spike()
    {
        var start = _fleet.Now;
        foreach (var spec in CacheLifeFleet.Specs)
        {
            foreach (var component in spec.Components)
            {
                _fleet.Cloud.RegisterTraffic(spec.Id, component, Copies(start, (0, 1.5), (10, 5.5), (40, 1.5), (75, 4.5), (100, 1.5)));
            }
        }

        Run(TimeSpan.FromMinutes(60));
    }

    // Other bytes in a snapshot: the boot of the second spike finds them, pulls, and the entry is built anew.
    private void Corrupt()
    {
        var snapshot = _fleet.Cloud.ReadListed(CacheLifeFleet.Search).First(static listed => listed.Kind == TaggedResourceKind.Snapshot);
        _fleet.Cloud.ReplaceSnapshot(new SnapshotId(snapshot.Id), new ImageDigest($"sha256:{new string('0', 64)}"), CacheLifeFleet.Search);
        Await("a boot has found other bytes", () => _journal.Suspect > 0);
        Await("every entry is ready again", () => CacheLifeFleet.Specs.All(IsSettled));
    }

    // The tag stands for another image: scaled on once its entry is ready, and the old one purged once its last copy has drained.
    private void Update()
    {
        _fleet.Cloud.PushImage(CacheLifeFleet.NextLlm);
        Put(CacheLifeFleet.Specs.First(static spec => spec.Id == CacheLifeFleet.Chat));
        Await("the new image serves and the old one is purged", () => _journal.Purged.Any(static purged => purged.Endpoint == CacheLifeFleet.Chat));
        Await("the chat is settled on its new image", () => IsSettled(CacheLifeFleet.Specs.First(static spec => spec.Id == CacheLifeFleet.Chat)));
    }

    private void Delete()
    {
        foreach (var component in CacheLifeFleet.Specs.First(static spec => spec.Id == CacheLifeFleet.OtherChat).Components)
        {
            _fleet.Cloud.RetireTraffic(CacheLifeFleet.OtherChat, component.Name);
        }

        _fleet.Delete(CacheLifeFleet.OtherChat);
        Await("the purge deletes what there is", () => _journal.Purges.GetValueOrDefault(CacheLifeFleet.OtherChat) == PurgePhase.Deleting);
        _fleet.CrashAndRestart();
        Await("the deleted endpoint is absent", () => _fleet.View(CacheLifeFleet.OtherChat).Phase == EndpointPhase.Absent);
        Run(TimeSpan.FromMinutes(5));
    }

    private CacheLifeReport Report()
    {
        Look();
        foreach (var finding in IsolationCheck.Run(_fleet.Cloud.ReadLaunches()))
        {
            _isolation.Add(finding.Found);
        }

        var views = CacheLifeFleet.Specs.Select(spec => _fleet.View(spec.Id)).ToArray();
        var entries = _journal.Purged.Select(static purged => purged.Entry).Concat(views.SelectMany(static view => view.Cache.Entries)).ToArray();
        var disks = views.SelectMany(static view => view.DiskUses).ToArray();
        return new CacheLifeReport
        {
            Built = _journal.Built,
            SnapshotHits = _journal.SnapshotHits,
            DiskHits = _journal.DiskHits,
            Fallbacks = _journal.Fallbacks,
            Suspect = _journal.Suspect,
            Purged = _journal.Purged.Count,
            RemainingLive = _fleet.Cloud.ReadLive(null).Count(IsOfThePurged),
            PendingDeletion = _fleet.Cloud.ReadListed(null).Count(static listed => listed.State == TaggedResourceState.PendingDeletion),
            IsolationViolations = _isolation.Count,
            SecondsSaved = Math.Round(entries.Sum(static entry => entry.TimeSaved.TotalSeconds) + disks.Sum(static disk => disk.TimeSaved.TotalSeconds), 1),
            BytesSaved = entries.Sum(static entry => entry.BytesSaved.Value) + disks.Sum(static disk => disk.BytesSaved.Value),
            Receipts = [.. CacheLifeFleet.Specs.SelectMany(spec => _fleet.Receipts(spec.Id))],
        };
    }

    // Of the deleted endpoint anything; of the others what carries the tag of an entry that is gone.
    private bool IsOfThePurged(TaggedResource live) => live.Endpoint == CacheLifeFleet.OtherChat
        || _journal.Purged.Any(purged => purged.Endpoint == live.Endpoint && purged.Entry.Image == live.Content && purged.Entry.Builds >= live.Build);

    private bool IsSettled(EndpointSpec spec)
    {
        var view = _fleet.View(spec.Id);
        return view.Components.All(component => component.Latest is { } latest && latest.Ready >= spec.Find(component.Name)!.MinCopies)
            && view.Rollouts.Length == spec.Components.Length
            && view.Rollouts.All(rollout => rollout.Next is null && view.Cache.IsReady(rollout.Serving.Digest))
            && view.Cache.Entries.All(static entry => entry.State == CacheEntryState.Ready);
    }

    private static TrafficSource.Rates Copies(DateTimeOffset start, params ImmutableArray<(double Minute, double Copies)> steps) => new(
        start, [.. steps.Select(static step => new RateStep(TimeSpan.FromMinutes(step.Minute), step.Copies * CacheLifeFleet.Target / ServiceTime.TotalSeconds))], ServiceTime);

    private void Put(EndpointSpec spec)
    {
        if (_fleet.Put(spec) is { Accepted: false } refused)
        {
            throw new InvalidOperationException($"The spec of {spec.Id} was refused: {string.Join("; ", refused.Errors)}");
        }
    }

    private void Await(string what, Func<bool> holds)
    {
        if (!_fleet.RunUntil(fleet => LookThen(holds), Step, Limit))
        {
            throw new InvalidOperationException($"After {Limit.TotalHours:0} simulated hours: expected that {what}.");
        }
    }

    private void Run(TimeSpan duration)
    {
        var end = _fleet.Now + duration;
        Await($"{duration.TotalMinutes:0} minutes pass", () => _fleet.Now >= end);
    }

    private bool LookThen(Func<bool> holds)
    {
        if (_fleet.Now >= _nextLook)
        {
            Look();
        }

        return holds();
    }

    private void Look()
    {
        _nextLook = _fleet.Now + LookPeriod;
        foreach (var finding in IsolationCheck.Run(_fleet.Cloud.ReadHeldBytes()))
        {
            _isolation.Add(finding.Found);
        }
    }
}
