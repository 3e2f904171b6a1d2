using Autoscaler.Cloud.Instances;
using Autoscaler.Cloud.Simulated.Calls;
using Autoscaler.Cloud.Simulated.Costs;
using Autoscaler.Cloud.Simulated.Instances;
using Autoscaler.Cloud.Simulated.Mishaps;
using Autoscaler.Cloud.Simulated.Ports;
using Autoscaler.Cloud.Simulated.Traffic;
using Autoscaler.Contracts.Specs;

namespace Autoscaler.Cloud.Simulated;

/// <summary>
/// A cloud and its users, simulated. It has no timers and no threads: whoever calls or reads first pulls it forward to the time of its clock, so the same world runs
/// in virtual and in live time. Safe for use from several threads. Times that are asked for must not go back; a clock that does is taken to stand still.
/// </summary>
public sealed class SimulatedCloud
{
    private readonly Lock _gate = new();
    private readonly TimeProvider _time;
    private readonly World _world;
    private readonly CallRecorder? _recorder;

    /// <summary>A cloud without instances, that begins now; or the one that a log tells of, as it is now, but for its users: their requests and metrics end with a process.</summary>
    /// <param name="options">How it behaves; those that it had before where there is a log.</param>
    /// <param name="time">Its clock. It must outlive its callers' clocks.</param>
    /// <param name="log">Where its calls are written down; null where it ends with the process.</param>
    /// <exception cref="ArgumentException">An option is outside its range; the message tells all that are.</exception>
    public SimulatedCloud(SimulatedCloudOptions options, TimeProvider time, ICloudLog? log = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(time);
        var errors = options.Validate();
        if (!errors.IsEmpty)
        {
            throw new ArgumentException($"Options of the simulated cloud: {string.Join(' ', errors)}", nameof(options));
        }

        Options = options;
        _time = time;
        var calls = log?.Read() ?? [];
        _world = new World(options, calls.IsEmpty ? time.GetUtcNow() : calls[0].At);
        CallReplay.Apply(calls, _world);
        if (log is not null)
        {
            _recorder = new CallRecorder(log);
            _recorder.Clean(time.GetUtcNow());
        }
    }

    /// <summary>How it behaves.</summary>
    public SimulatedCloudOptions Options { get; }

    /// <summary>The ports, for one caller.</summary>
    /// <param name="callerTime">The clock by which the caller waits for answers; it may end with the caller, answers on their way are then lost.</param>
    public SimulatedPorts PortsFor(TimeProvider callerTime)
    {
        ArgumentNullException.ThrowIfNull(callerTime);
        var ports = new SimulatedPorts(
            new SimulatedInstanceCloud(this, callerTime),
            new SimulatedCopyHost(this, callerTime),
            new SimulatedMetricSource(this, callerTime),
            new SimulatedSnapshotStore(this, callerTime),
            _world.Prices,
            new SimulatedImageRegistry(this, callerTime),
            new SimulatedWeightStore(this, callerTime),
            new SimulatedKeyVault(this, callerTime),
            new SimulatedTaggedResources(this, callerTime));
        return _recorder is null ? ports : ports with
        {
            Instances = new RecordedInstanceCloud(this, _recorder, ports.Instances),
            Hosts = new RecordedCopyHost(this, _recorder, ports.Hosts),
            Snapshots = new RecordedSnapshotStore(this, _recorder, ports.Snapshots),
            Keys = new RecordedKeyVault(this, _recorder, ports.Keys),
            Tags = new RecordedTaggedResources(this, _recorder, ports.Tags),
        };
    }

    /// <summary>Sends a component its traffic, and publishes its metrics from now on. What the component needs is judged by its minimum, target and objective.</summary>
    /// <exception cref="ArgumentException">The traffic begins in the past, is not in order of time, or holds a number outside its range.</exception>
    /// <exception cref="InvalidOperationException">The component has traffic already.</exception>
    public void RegisterTraffic(EndpointId endpoint, ComponentSpec component, TrafficSource source)
    {
        ArgumentNullException.ThrowIfNull(component);
        ArgumentNullException.ThrowIfNull(source);
        Act(world =>
        {
            var desk = world.Traffic.DeskOf(new ComponentKey(endpoint, component.Name));
            desk.Register(component, source);
            world.Metrics.Publish(desk);
        });
    }

    /// <summary>Ends a component's traffic and metrics; what is in flight or queued is still served.</summary>
    public void RetireTraffic(EndpointId endpoint, ComponentName component) =>
        Act(world => world.Traffic.Find(new ComponentKey(endpoint, component))?.Retire());

    /// <summary>
    /// Tells the cloud what a decision made of a component's supply, so that it can say how long after demand passed the supply the decision came. A component of
    /// which nothing was ever told has no crossings.
    /// </summary>
    /// <param name="endpoint">The endpoint.</param>
    /// <param name="component">The component.</param>
    /// <param name="readyAndComing">Copies ready or on their way, the decision's own included.</param>
    /// <param name="at">When the decision acted, UTC.</param>
    public void NoteSupply(EndpointId endpoint, ComponentName component, int readyAndComing, DateTimeOffset at) =>
        Act(world => world.Traffic.DeskOf(new ComponentKey(endpoint, component)).NoteSupply(readyAndComing, at));

    /// <summary>An instance goes away by itself, cutting what it serves; one that is gone is left so.</summary>
    public void LoseInstance(InstanceId instance) => Act(world => world.Fleet.Lose(instance));

    /// <summary>A copy crashes, cutting what it serves; one that is over, or not there, is left so.</summary>
    public void CrashCopy(InstanceId instance, CopyId copy) =>
        Act(world => (world.Fleet.Find(instance) is { IsUp: true } up ? up.Host : null)?.Crash(copy));

    /// <summary>Puts other bytes into a snapshot than its build wrote, as a fault to be found; a snapshot that is not there is left so.</summary>
    /// <param name="snapshot">The snapshot.</param>
    /// <param name="image">What it holds from now on.</param>
    /// <param name="writtenFor">Whose bytes those are.</param>
    public void ReplaceSnapshot(SnapshotId snapshot, ImageDigest image, EndpointId writtenFor) =>
        Act(world => world.Snapshots.Replace(snapshot, image, writtenFor));

    /// <summary>Somebody else deletes a snapshot; one that is not there is left so.</summary>
    public void LoseSnapshot(SnapshotId snapshot) => Act(world => world.Snapshots.Lose(snapshot));

    /// <summary>Pushes an image to the registry: its reference stands for it from now on.</summary>
    public void PushImage(ImageSpec image)
    {
        ArgumentNullException.ThrowIfNull(image);
        Act(world => world.Registry.Push(image));
    }

    /// <summary>Puts weights to a location of the store: its latest version and size from now on.</summary>
    public void PutWeights(string location, WeightsSpec weights)
    {
        ArgumentException.ThrowIfNullOrEmpty(location);
        ArgumentNullException.ThrowIfNull(weights);
        Act(world => world.Weights.Put(location, weights));
    }

    /// <summary>A component's traffic until now; null for one that has had neither traffic nor copies.</summary>
    public TrafficReading? ReadTraffic(EndpointId endpoint, ComponentName component) =>
        Look(world => world.Traffic.Find(new ComponentKey(endpoint, component))?.Read());

    /// <summary>The traffic of all components until now, sorted.</summary>
    public ImmutableArray<TrafficReading> ReadTraffic() =>
        Look<ImmutableArray<TrafficReading>>(static world => [.. world.Traffic.All.Select(static desk => desk.Read())]);

    /// <summary>What an endpoint has cost until now; all of them where it is null.</summary>
    public CostReading ReadCosts(EndpointId? endpoint) => Look(world => world.Ledger.Read(
        endpoint,
        world.Traffic.All.Where(desk => endpoint is null || desk.Key.Endpoint == endpoint).Sum(static desk => desk.ReadyCopyHours())));

    /// <summary>The copies that became ready until now, in order; at most the first 1,000,000.</summary>
    public ImmutableArray<CopyStart> ReadCopyStarts() => Look(world => world.Starts.All);

    /// <summary>Everything live that carries the endpoint's tag (any tag where it is null), sorted by id: not what is terminated, or waits for its deletion.</summary>
    public ImmutableArray<TaggedResource> ReadLive(EndpointId? endpoint) =>
        Look(world => Live.Of(world.Live(), endpoint));

    /// <summary>All that is listed by the endpoint's tag (any tag where it is null), sorted by id: also what is terminated, and keys that wait for their deletion.</summary>
    public ImmutableArray<TaggedResource> ReadListed(EndpointId? endpoint) => Look(world => Live.Of(world.Listed(), endpoint));

    /// <summary>Everything live, and what it was made for, sorted by id.</summary>
    public ImmutableArray<LiveResource> ReadLiveOrigins() => Look<ImmutableArray<LiveResource>>(static world =>
    [
        .. world.Live().OrderBy(static live => live.Resource.Id, StringComparer.Ordinal),
    ]);

    /// <summary>The launches of all instances until now, and the calls that were refused as mistakes, in order; at most the first 1,000,000.</summary>
    public LaunchReading ReadLaunches() => Look(static world => world.Fleet.Record.Read());

    /// <summary>How often things went wrong until now.</summary>
    public MishapReading ReadMishaps() => Look(static world => world.Mishaps.Read());

    /// <summary>All image and weight bytes in the cloud and whose they are, sorted by holder and content.</summary>
    public ImmutableArray<HeldBytes> ReadHeldBytes() => Look<ImmutableArray<HeldBytes>>(world =>
    [
        .. world.Fleet.Held().Concat(world.Snapshots.Held())
            .OrderBy(static held => held.Holder, StringComparer.Ordinal)
            .ThenBy(static held => held.Content, StringComparer.Ordinal),
    ]);

    /// <summary>Events that the world has run until now.</summary>
    public long ReadEventCount() => Look(static world => world.Events.Ran);

    internal T Look<T>(Func<World, T> look)
    {
        lock (_gate)
        {
            _world.Events.AdvanceTo(_time.GetUtcNow());
            return look(_world);
        }
    }

    internal void Act(Action<World> act) => Look(world =>
    {
        act(world);
        return true;
    });
}
