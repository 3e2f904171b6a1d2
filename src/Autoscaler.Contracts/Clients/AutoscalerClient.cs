using Autoscaler.Contracts.Endpoints;
using Microsoft.Extensions.Logging;

namespace Autoscaler.Contracts.Clients;

/// <summary>The autoscaler as a platform's backend uses it: its endpoints by their ids, and watches that last.</summary>
/// <param name="grains">Reaches the grains: a cluster's client, or the services of a program that hosts them.</param>
/// <param name="clock">The time that watches are renewed by.</param>
/// <param name="logger">Is told of renewals that failed.</param>
public sealed class AutoscalerClient(IGrainFactory grains, TimeProvider clock, ILogger<AutoscalerClient> logger)
{
    /// <summary>An endpoint. Asking for one costs no message, and it need not be there yet.</summary>
    public IEndpointGrain Endpoint(EndpointId id) => grains.GetGrain<IEndpointGrain>(id.ToString());

    /// <summary>Watches an endpoint until the watch is disposed of: it holds the observer and renews its subscription.</summary>
    /// <param name="id">The endpoint; it need not be there yet.</param>
    /// <param name="observer">Is told what happens.</param>
    /// <param name="cancellationToken">Gives up beginning.</param>
    /// <exception cref="InvalidOperationException">The endpoint has as many observers as it takes.</exception>
    public async Task<EndpointWatch> WatchAsync(EndpointId id, IEndpointObserver observer, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(observer);
        var reference = grains.CreateObjectReference<IEndpointObserver>(observer);
        try
        {
            var subscription = await Endpoint(id).SubscribeAsync(reference, cancellationToken);
            return subscription.Accepted
                ? new EndpointWatch(id, Endpoint(id), observer, reference, subscription.Lifetime, grains, clock, logger)
                : throw new InvalidOperationException($"{id} has as many observers as it takes; expected room for one more.");
        }
        catch
        {
            grains.DeleteObjectReference<IEndpointObserver>(reference);
            throw;
        }
    }
}
