using Autoscaler.Contracts.Clients;
using Autoscaler.Contracts.Demand;
using Autoscaler.Contracts.Endpoints;
using Autoscaler.GrainRuntime.Tests.Hosts;
using Microsoft.Extensions.Logging.Abstractions;

namespace Autoscaler.GrainRuntime.Tests;

/// <summary>A cluster loses its silos one after the other while an endpoint scales; state and cloud outlive them.</summary>
public sealed class SiloLossTests
{
    [Fact]
    public async Task Endpoint_EachSiloIsLost_ScalesOnAndNothingIsLeft()
    {
        await using var host = await ClusterRuntimeHost.StartAsync(QuickFleet.Options());
        var endpoint = new AutoscalerClient(host.Grains, host.Clock, NullLogger<AutoscalerClient>.Instance).Endpoint(EndpointTests.Spec.Id);
        Assert.True((await endpoint.PutAsync(EndpointTests.Spec, CancellationToken.None)).Accepted);
        await host.Probe.At("1 copies ready");
        await host.LoseSiloAsync(0);
        await endpoint.PushDemandAsync(
            [new ComponentDemand(EndpointTests.Chat, EndpointTests.LatestMinute(host.Clock, concurrency: 40))], CancellationToken.None);

        // Those that are left of the first three, while copies are on their way.
        await host.LoseSiloAsync(0);
        await host.Probe.At("5 copies ready");
        await host.LoseSiloAsync(0);

        await endpoint.DeleteAsync(CancellationToken.None);
        await host.Probe.At(nameof(EndpointPhase.Absent));
    }
}
