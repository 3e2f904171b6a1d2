namespace Autoscaler.Cloud.Aws.Tests.Kit;

/// <summary>A clock that stands where a test set it. Its timers are the machine's: they end what hangs.</summary>
internal sealed class StillTime(DateTimeOffset now) : TimeProvider
{
    /// <summary>The time.</summary>
    public DateTimeOffset Now { get; set; } = now;

    public override DateTimeOffset GetUtcNow() => Now;
}
