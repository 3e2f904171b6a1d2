using Autoscaler.Cloud.Simulated;
using Autoscaler.Contracts.Endpoints;
using Autoscaler.Contracts.Specs;
using Autoscaler.Grains;
using Autoscaler.SiloHost.Journal;
using Autoscaler.SiloHost.Options;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Orleans;

namespace Autoscaler.SiloHost.Demo;

/// <summary>
/// Puts the demo's endpoints where there never were any, and sends each its traffic once it is there: as in life, the endpoint's minimum is ready and its cache filled
/// when users come. What somebody changed or deleted since stays so.
/// </summary>
internal sealed class DemoFleet(
    IGrainFactory grains,
    SimulatedCloud cloud,
    ConsoleJournal journal,
    TimeProvider clock,
    SiloHostOptions options,
    DemoBeginnings beginnings,
    IOptions<FleetOptions> fleet,
    IHostApplicationLifetime lifetime) : BackgroundService
{
    // An endpoint that is not there by then gets its traffic all the same, and it is said.
    private static readonly TimeSpan SetUpLimit = TimeSpan.FromHours(2);

    private static readonly TimeSpan LookPeriod = TimeSpan.FromMinutes(1);

    // Traffic must not begin in the past, and a fast clock runs on while it is made: half a second of real time, at least one metric period.
    private static readonly TimeSpan ShortestLead = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan RealLead = TimeSpan.FromSeconds(0.5);

    private TimeSpan Lead => RealLead * options.Speed > ShortestLead ? RealLead * options.Speed : ShortestLead;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await lifetime.WaitForStartAsync(stoppingToken);
        foreach (var spec in DemoEndpoints.All)
        {
            await PutAsync(spec, stoppingToken);
        }

        await Task.WhenAll(DemoEndpoints.All.Select(spec => PlayAsync(spec, stoppingToken)));
    }

    private async Task PutAsync(EndpointSpec spec, CancellationToken stoppingToken)
    {
        var endpoint = grains.GetGrain<IEndpointGrain>(spec.Id.ToString());
        if ((await endpoint.GetViewAsync(stoppingToken)).Version > 0)
        {
            return;
        }

        var put = await endpoint.PutAsync(spec, WriteCondition.Absent, stoppingToken);
        if (put.Outcome == WriteOutcome.Refused)
        {
            throw new InvalidOperationException($"The spec of {spec.Id} was refused: {string.Join("; ", put.Errors)}");
        }
    }

    private async Task PlayAsync(EndpointSpec spec, CancellationToken stoppingToken)
    {
        if (beginnings.Of(spec.Id) is { } begun)
        {
            var rest = SendTraffic(spec, begun);
            journal.Record(new TrafficChanged(clock.GetUtcNow(), spec.Id, FormattableString.Invariant($"goes on: {rest.TotalHours:0.#} h of it are left")));
        }
        else if (await WaitUntilThereAsync(spec, stoppingToken) is { } isThere)
        {
            SendTraffic(spec, null);
            journal.Record(new TrafficChanged(clock.GetUtcNow(), spec.Id, isThere
                ? FormattableString.Invariant($"begins: {DemoTraffic.Rounds} rounds of sample traffic, {DemoTraffic.Length.TotalHours:0.#} h; copies are ready and the cache is filled")
                : FormattableString.Invariant($"begins, although after {SetUpLimit.TotalHours:0.#} h the endpoint's copies or its cache are not ready")));
        }

        await EndTrafficAsync(spec, stoppingToken);
    }

    // Whether it is there; null where somebody deleted it.
    private async Task<bool?> WaitUntilThereAsync(EndpointSpec spec, CancellationToken stoppingToken)
    {
        var endpoint = grains.GetGrain<IEndpointGrain>(spec.Id.ToString());
        var limit = clock.GetUtcNow() + SetUpLimit;
        using var ticks = new PeriodicTimer(fleet.Value.TickPeriod, clock);
        while (clock.GetUtcNow() < limit && await ticks.WaitForNextTickAsync(stoppingToken))
        {
            var view = await endpoint.GetViewAsync(stoppingToken);
            if (view.Phase != EndpointPhase.Active || IsThere(spec, view))
            {
                return view.Phase == EndpointPhase.Active ? true : null;
            }
        }

        return false;
    }

    private static bool IsThere(EndpointSpec spec, EndpointView view) =>
        spec.Components.All(component =>
            view.Cache.IsReady(component.Image.Digest) && view.Components.Any(seen => seen.Name == component.Name && seen.Latest?.Ready >= component.MinCopies));

    // Users stay away from an endpoint that somebody deletes: nobody would serve them.
    private async Task EndTrafficAsync(EndpointSpec spec, CancellationToken stoppingToken)
    {
        var endpoint = grains.GetGrain<IEndpointGrain>(spec.Id.ToString());
        var end = (beginnings.Of(spec.Id) ?? clock.GetUtcNow()) + DemoTraffic.Length;
        using var looks = new PeriodicTimer(LookPeriod, clock);
        while (clock.GetUtcNow() < end && (await endpoint.GetViewAsync(stoppingToken)).Phase == EndpointPhase.Active)
        {
            await looks.WaitForNextTickAsync(stoppingToken);
        }

        foreach (var component in spec.Components)
        {
            cloud.RetireTraffic(spec.Id, component.Name);
        }

        journal.Record(new TrafficChanged(clock.GetUtcNow(), spec.Id, "has ended; the fleet goes on without demand until Ctrl-C"));
    }

    // How much of it is left.
    private TimeSpan SendTraffic(EndpointSpec spec, DateTimeOffset? begun)
    {
        var first = DemoEndpoints.All.TakeWhile(other => other.Id != spec.Id).Sum(static other => other.Components.Length);
        var begin = clock.GetUtcNow() + Lead;
        var after = begin - (begun ?? begin);
        var sources = spec.Components
            .Select((component, i) => (Component: component, Source: DemoTraffic.SourceFor(options.Seed, first + i, component, after, DateTimeOffset.MinValue)))
            .ToList();
        foreach (var (component, source) in sources)
        {
            // Where making it took longer than the lead, the rest of it comes as much later.
            cloud.RegisterTraffic(spec.Id, component, source with { StartsAt = Later(begin, clock.GetUtcNow() + ShortestLead) });
        }

        if (begun is null)
        {
            beginnings.Remember(spec.Id, begin);
        }

        return DemoTraffic.Length - after;
    }

    private static DateTimeOffset Later(DateTimeOffset left, DateTimeOffset right) => left > right ? left : right;
}
