using Autoscaler.Simulation.Inputs;

namespace Autoscaler.Simulation.Tests.Inputs;

public sealed class DurationTextTests
{
    [Theory]
    [InlineData("0s", 0)]
    [InlineData("90s", 90)]
    [InlineData("1.5s", 1.5)]
    [InlineData("500ms", 0.5)]
    [InlineData("5m", 300)]
    [InlineData("1h30m", 5_400)]
    [InlineData("1h1m1s1ms", 3_661.001)]
    [InlineData("24h", 86_400)]
    public void Parse_NumbersWithUnits_GivesTheirSum(string text, double seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), DurationText.Parse(text));

    [Theory]
    [InlineData("")]
    [InlineData("20")]
    [InlineData("s")]
    [InlineData("-5s")]
    [InlineData("+5s")]
    [InlineData("5 s")]
    [InlineData("5s ")]
    [InlineData("5sec")]
    [InlineData("5S")]
    [InlineData("1d")]
    [InlineData("1.2.3s")]
    [InlineData("5s30")]
    [InlineData("1e3s")]
    [InlineData("1000000001s")]
    [InlineData("99999999999999999999999999999999999999999h")]
    [InlineData("900000000s900000000s")]
    public void Parse_AnythingElse_IsNull(string text) => Assert.Null(DurationText.Parse(text));
}
