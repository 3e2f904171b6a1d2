using Autoscaler.Cli.Shown;

namespace Autoscaler.Cli.Tests.Shown;

public sealed class ShownTimeTests
{
    [Fact]
    public void Of_ATimeOfAnotherZone_IsUtcToTheSecond() =>
        Assert.Equal("2026-11-27 08:15:02Z", ShownTime.Of(new DateTimeOffset(2026, 11, 27, 9, 15, 2, 999, TimeSpan.FromHours(1))));

    [Fact]
    public void Of_NoTime_IsADash() => Assert.Equal("-", ShownTime.Of(null));
}
