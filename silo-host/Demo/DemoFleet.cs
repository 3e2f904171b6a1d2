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
    IOptions<FleetOptions> fleet,
    IHostApplicationLifetime lifetime) : BackgroundService
{
    // An endpoint that is not there by then gets its traffic all the same, and it is said.
    private static readonly TimeSpan SetUpLimit = TimeSpan.FromHours(2);

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
        var isThere = await WaitUntilThereAsync(spec, stoppingToken);
        var begin = SendTraffic(spec);
        journal.Record(new TrafficChanged(clock.GetUtcNow(), spec.Id, isThere
            ? FormattableString.Invariant($"begins: {DemoTraffic.Rounds} rounds of sample traffic, {DemoTraffic.Length.TotalHours:0.#} h; copies are ready and the cache is filled")
            : FormattableString.Invariant($"begins, although after {SetUpLimit.TotalHours:0.#} h the endpoint's copies or its cache are not ready")));

        await Task.Delay(begin + DemoTraffic.Length - clock.GetUtcNow(), clock, stoppingToken);
        journal.Record(new TrafficChanged(clock.GetUtcNow(), spec.Id, "has ended; the fleet goes on without demand until Ctrl-C"));
    }

    private async Task<bool> WaitUntilThereAsync(EndpointSpec spec, CancellationToken stoppingToken)
    {
        var endpoint = grains.GetGrain<IEndpointGrain>(spec.Id.ToString());
        var limit = clock.GetUtcNow() + SetUpLimit;
        using var ticks = new PeriodicTimer(fleet.Value.TickPeriod, clock);
        while (clock.GetUtcNow() < limit && await ticks.WaitForNextTickAsync(stoppingToken))
        {
            if (IsThere(spec, await endpoint.GetViewAsync(stoppingToken)))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsThere(EndpointSpec spec, EndpointView view) =>
        spec.Components.All(component =>
            view.Cache.IsReady(component.Image.Digest) && view.Components.Any(seen => seen.Name == component.Name && seen.Latest?.Ready >= component.MinCopies));

    private DateTimeOffset SendTraffic(EndpointSpec spec)
    {
        var first = DemoEndpoints.All.TakeWhile(other => other.Id != spec.Id).Sum(static other => other.Components.Length);
        var sources = spec.Components
            .Select((component, i) => (Component: component, Source: DemoTraffic.SourceFor(options.Seed, first + i, component, TimeSpan.Zero, DateTimeOffset.MinValue)))
            .ToList();
        var begin = clock.GetUtcNow() + Lead;
        foreach (var (component, source) in sources)
        {
            cloud.RegisterTraffic(spec.Id, component, source with { StartsAt = begin });
        }

        return begin;
    }
}
