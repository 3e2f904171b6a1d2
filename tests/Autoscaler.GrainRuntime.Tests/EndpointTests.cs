using Autoscaler.Contracts.Clients;
using Autoscaler.Contracts.Demand;
using Autoscaler.Contracts.Endpoints;
using Autoscaler.Contracts.Journal;
using Autoscaler.Contracts.Specs;
using Autoscaler.GrainRuntime.Tests.Hosts;
using Microsoft.Extensions.Logging.Abstractions;

namespace Autoscaler.GrainRuntime.Tests;

/// <summary>The product's own grains, from a client's first call to the last instance's end.</summary>
public sealed class EndpointTests
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(10);
    internal static readonly ComponentName Chat = new("chat");

    internal static readonly EndpointSpec Spec = new()
    {
        Id = EndpointId.Parse("acme/chat"),
        Components =
        [
            new ComponentSpec
            {
                Name = Chat,
                Image = new ImageSpec("registry.example/chat:v1", new ImageDigest($"sha256:{new string('a', 64)}"), ByteCount.FromGigabytes(1)),
                Weights = new WeightsSpec(new WeightsVersion("s3://models.example/chat@v1"), ByteCount.FromGigabytes(1)),
                MaxCopies = 20,
                Policy = new ScalingPolicy { TargetConcurrencyPerCopy = 8 },
            },
        ],
        InstanceTypes = [new("g6.2xlarge")],
        Zones = [new("us-east-1a")],
    };

    [Theory, MemberData(nameof(RuntimeHosts.All), MemberType = typeof(RuntimeHosts))]
    public async Task Endpoint_PutScaledAndDeleted_ItsClientIsToldAndNothingIsLeft(string name)
    {
        await using var host = await RuntimeHosts.StartAsync(name, QuickFleet.Options());
        var watcher = new Watcher(host.Probe);
        await host.RunAsync(async () =>
        {
            var client = new AutoscalerClient(host.Grains, host.Clock, NullLogger<AutoscalerClient>.Instance);
            var endpoint = client.Endpoint(Spec.Id);
            await using var watch = await client.WatchAsync(Spec.Id, watcher, CancellationToken.None);
            Assert.True((await endpoint.PutAsync(Spec, CancellationToken.None)).Accepted);
            await host.Probe.At("1 copies ready");

            await endpoint.PushDemandAsync([new ComponentDemand(Chat, LatestMinute(host.Clock, concurrency: 40))], CancellationToken.None);
            await host.Probe.At("told of 5 wanted");
            await host.Probe.At("5 copies ready");
            var view = await endpoint.GetViewAsync(CancellationToken.None);
            Assert.Equal(5, view.Components[0].Latest!.Wanted);

            await endpoint.DeleteAsync(CancellationToken.None);
            await host.Probe.At(nameof(EndpointPhase.Absent));
            Assert.Equal(EndpointPhase.Absent, (await endpoint.GetViewAsync(CancellationToken.None)).Phase);
        });
        GC.KeepAlive(watcher);
    }

    internal static ImmutableArray<DemandSample> LatestMinute(TimeProvider clock, double concurrency)
    {
        var end = new DateTimeOffset(clock.GetUtcNow().UtcTicks / Period.Ticks * Period.Ticks, TimeSpan.Zero);
        return [.. Enumerable.Range(1, 6).Select(back => new DemandSample(end - (back * Period), concurrency, ArrivalsPerSecond: null))];
    }

    private sealed class Watcher(Probe probe) : IEndpointObserver
    {
        public Task OnEventAsync(FleetEvent happened)
        {
            if (happened is DecisionMade made)
            {
                probe.Open($"told of {made.Decision.Components[0].Wanted} wanted");
            }

            return Task.CompletedTask;
        }
    }
}
