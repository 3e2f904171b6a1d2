using Autoscaler.Dashboard.Charts;

namespace Autoscaler.Dashboard.Tests.Charts;

public sealed class CurvePathTests
{
    [Fact]
    public void Line_WithAGap_IsBroken() => Assert.Equal("M0 1000L250 500M750 0", CurvePath.Line([(0, 1), (0.25, 0.5), (0.5, null), (0.75, 0)]));

    [Fact]
    public void Steps_OfEqualValues_AreOneStroke() =>
        Assert.Equal("M0 500L500 500L500 250L750 250", CurvePath.Steps([(0, 0.25, 0.5), (0.25, 0.5, 0.5), (0.5, 0.75, 0.25), (0.75, 1, null)]));

    [Theory]
    [InlineData(0, 1, 1)]
    [InlineData(3, 4, 1)]
    [InlineData(40, 50, 10)]
    [InlineData(470, 600, 200)]
    public void CountAxis_ForCounts_EndsAtARoundOneAbove(double largest, double top, double step) => Assert.Equal(new CountAxis(top, step), CountAxis.For(largest));
}
