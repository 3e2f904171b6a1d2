namespace Autoscaler.Documents.Tests;

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
    [InlineData("100000h", 360_000_000)]
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
    [InlineData("922337203685.4775808s")]
    [InlineData("99999999999999999999999999999999999999999h")]
    [InlineData("900000000000s900000000000s")]
    public void Parse_AnythingElse_IsNull(string text) => Assert.Null(DurationText.Parse(text));

    [Theory]
    [InlineData(0, "0s")]
    [InlineData(0.0000001, "0.0001ms")]
    [InlineData(0.5, "500ms")]
    [InlineData(1.5, "1.5s")]
    [InlineData(20, "20s")]
    [InlineData(60, "1m")]
    [InlineData(90, "90s")]
    [InlineData(119.25, "119.25s")]
    [InlineData(120, "2m")]
    [InlineData(150, "2m30s")]
    [InlineData(300, "5m")]
    [InlineData(3_600, "1h")]
    [InlineData(3_601.0000001, "1h1.0000001s")]
    [InlineData(5_400, "1h30m")]
    [InlineData(86_400, "24h")]
    public void Of_Duration_IsTheTextThatReadsBack(double seconds, string text)
    {
        var duration = new TimeSpan((long)Math.Round(seconds * TimeSpan.TicksPerSecond));

        Assert.Equal(text, DurationText.Of(duration));
        Assert.Equal(duration, DurationText.Parse(text));
    }
}
