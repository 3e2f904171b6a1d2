using System.Diagnostics;
using Autoscaler.Contracts.Endpoints;
using Autoscaler.Simulation.Fleets;

namespace Autoscaler.Simulation.Faults.Scenarios;

/// <summary>
/// Whoever puts, steers and deletes an endpoint, from outside of the host. A call that fails is repeated until it is acknowledged; a put while the endpoint is being
/// deleted is refused, and repeated too.
/// </summary>
internal sealed class EndpointOwner(SimulatedFleet fleet, ScenarioEndpoint endpoint)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan ActivationWait = TimeSpan.FromSeconds(20);

    // A call that the caller has given up, or its double, may arrive so much later. Calls carry no number by which an endpoint could tell them from later ones, so an
    // owner who changes their mind must let them pass.
    private static readonly TimeSpan CallsArriveWithin = TimeSpan.FromSeconds(75);

    /// <summary>The step that was acknowledged last, from 1; 0 before the first.</summary>
    public int Acknowledged { get; private set; }

    /// <summary>What the latest call that failed said.</summary>
    public string? LatestFailure { get; private set; }

    public async Task RunAsync()
    {
        var start = fleet.Now;
        foreach (var step in endpoint.Steps)
        {
            var wait = start + step.At - fleet.Now;
            if (wait > TimeSpan.Zero)
            {
                await Task.Delay(wait, fleet.Host.TimeProvider, CancellationToken.None);
            }

            while (!await TryAsync(step))
            {
                await Task.Delay(Pause, fleet.Host.TimeProvider, CancellationToken.None);
            }

            Acknowledged++;
            await Task.Delay(CallsArriveWithin, fleet.Host.TimeProvider, CancellationToken.None);
        }
    }

    private async Task<bool> TryAsync(OwnerStep step)
    {
        try
        {
            LatestFailure = await CallAsync(fleet.Endpoint(endpoint.Id), step);
            return LatestFailure is null;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // The call, its answer or the host was lost, or a write failed: the owner does not know, and asks again.
            LatestFailure = e.Message;
            return false;
        }
    }

    // What was wrong; null where the step is done.
    private async Task<string?> CallAsync(IEndpointGrain grain, OwnerStep step)
    {
        if (step is OwnerStep.Activate activate)
        {
            var answer = await grain.ActivateAsync(activate.Component, ActivationWait, CancellationToken.None);
            return answer.IsReady ? null : $"no copy of {activate.Component} serves: {answer}";
        }

        var result = await (step switch
        {
            OwnerStep.Put put => grain.PutAsync(put.Spec, CancellationToken.None),
            OwnerStep.Delete => grain.DeleteAsync(CancellationToken.None),
            OwnerStep.SetPaused pause => grain.SetPausedAsync(pause.IsPaused, CancellationToken.None),
            OwnerStep.Override set => grain.OverrideAsync(set.Component, set.Copies, fleet.Now + set.Length, CancellationToken.None),
            OwnerStep.EndOverride end => grain.EndOverrideAsync(end.Component, CancellationToken.None),
            _ => throw new UnreachableException(),
        });
        return result.Accepted || step is OwnerStep.Delete ? null : string.Join("; ", result.Errors);
    }
}
