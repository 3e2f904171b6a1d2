using Microsoft.Extensions.Hosting;

namespace Autoscaler.Grains.Tests.Kit;

/// <summary>A host that a test says is about to stop.</summary>
internal sealed class StoppingHost : IHostApplicationLifetime, IDisposable
{
    private readonly CancellationTokenSource _stopping = new();

    public CancellationToken ApplicationStarted => CancellationToken.None;

    public CancellationToken ApplicationStopping => _stopping.Token;

    public CancellationToken ApplicationStopped => CancellationToken.None;

    public void StopApplication() => _stopping.Cancel();

    public void Dispose() => _stopping.Dispose();
}
