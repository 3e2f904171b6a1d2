using Autoscaler.Contracts.Journal;

namespace Autoscaler.Contracts.Endpoints;

/// <summary>Is told what happens to an endpoint: its acting decisions, and its beginning and end. <see cref="Clients.AutoscalerClient"/> watches through one.</summary>
[Alias("autoscaler.IEndpointObserver")]
public interface IEndpointObserver : IGrainObserver
{
    /// <summary>
    /// Something happened. Nobody waits for the answer, and an exception is lost. Events come in their order, at most once: one is missed where a silo or a connection is
    /// lost, and <see cref="EndpointView.DecisionCount"/> tells how many decisions there were.
    /// </summary>
    [OneWay, Alias("Event")]
    Task OnEventAsync(FleetEvent happened);
}
