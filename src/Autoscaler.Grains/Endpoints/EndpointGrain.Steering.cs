using Autoscaler.Contracts.Endpoints;

namespace Autoscaler.Grains.Endpoints;

/// <summary>How people steer an endpoint that runs: copies set by hand, pauses, activations.</summary>
internal sealed partial class EndpointGrain
{
    public Task<ChangeResult> OverrideAsync(ComponentName component, int copies, DateTimeOffset until, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<ChangeResult> EndOverrideAsync(ComponentName component, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<ChangeResult> SetPausedAsync(bool isPaused, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<ActivationAnswer> ActivateAsync(ComponentName component, TimeSpan wait, CancellationToken cancellationToken) => throw new NotSupportedException();
}
