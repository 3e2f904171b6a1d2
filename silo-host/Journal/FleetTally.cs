using Autoscaler.Contracts.Journal;
using Autoscaler.SiloHost.Demo;

namespace Autoscaler.SiloHost.Journal;

/// <summary>Counts what happens, by endpoint. The journal's loop adds; who reads does so after it has ended.</summary>
internal sealed class FleetTally
{
    private readonly ImmutableSortedDictionary<EndpointId, EndpointTally> _endpoints =
        DemoEndpoints.All.ToImmutableSortedDictionary(static spec => spec.Id, static _ => new EndpointTally());

    public void Add(FleetEvent happened)
    {
        if (_endpoints.TryGetValue(happened.Endpoint, out var tally))
        {
            tally.Add(happened);
        }
    }

    public EndpointTally Of(EndpointId endpoint) => _endpoints[endpoint];
}
