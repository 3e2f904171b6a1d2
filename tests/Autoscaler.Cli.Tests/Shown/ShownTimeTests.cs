using Autoscaler.Cli.Shown;

namespace Autoscaler.Cli.Tests.Shown;

public sealed class ShownTimeTests
{
    [Fact]
    public void Of_ATimeOfAnotherZone_IsUtcToTheSecond() =>
        Assert.Equal("2026-11-27 08:15:02Z", ShownTime.Of(new DateTimeOffset(2026, 11, 27, 9, 15, 2, 999, TimeSpan.FromHours(1))));

    [Fact]
    public void Of_NoTime_IsADash() => Assert.Equal("-", ShownTime.Of(null));

    [Theory]
    [InlineData(0, "0s")]
    [InlineData(59.4, "59s")]
    [InlineData(59.6, "1m0s")]
    [InlineData(258, "4m18s")]
    [InlineData(3_599, "59m59s")]
    [InlineData(11_520, "3h12m")]
    [InlineData(86_399, "23h59m")]
    [InlineData(442_800, "5d3h")]
    [InlineData(-5, "0s")]
    public void Of_ADuration_HasItsTwoLargestUnits(double seconds, string text) => Assert.Equal(text, ShownTime.Of(TimeSpan.FromSeconds(seconds)));
}
