namespace Autoscaler.Cloud.Aws.Tests.Kit;

/// <summary>The real clock, with what a test has moved it on; its timers are real, so that calls keep their deadlines.</summary>
internal sealed class ShiftedTime : TimeProvider
{
    private TimeSpan _shift;

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + _shift;

    public void Advance(TimeSpan by) => _shift += by;
}
