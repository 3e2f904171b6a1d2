using Microsoft.Extensions.Hosting;

namespace Autoscaler.SiloHost;

/// <summary>Waits for moments of the program's life.</summary>
internal static class HostLifetimeExtensions
{
    /// <summary>Ends once all of the program runs.</summary>
    public static async Task WaitForStartAsync(this IHostApplicationLifetime lifetime, CancellationToken cancellationToken)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var registration = lifetime.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(cancellationToken);
    }
}
