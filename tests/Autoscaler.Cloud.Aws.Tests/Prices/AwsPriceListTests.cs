using Autoscaler.Cloud.Aws.Prices;

namespace Autoscaler.Cloud.Aws.Tests.Prices;

public sealed class AwsPriceListTests
{
    [Fact]
    public void PriceOf_BuiltIn_IsTheListPriceWithItsDateAndSource()
    {
        var list = AwsPriceList.Of(new PriceOptions());

        Assert.Equal(new UsdPerHour(0.9776m), list.PriceOf(new InstanceTypeName("g6.2xlarge")));
        Assert.Null(list.PriceOf(new InstanceTypeName("x9.huge")));
        Assert.Equal((new DateOnly(2026, 11, 27), "us-east-1"), (list.Table.AsOf, list.Table.Region));
        Assert.Contains("on-demand list prices", list.Table.Source, StringComparison.Ordinal);
    }

    [Fact]
    public void PriceOf_OfAnOverride_IsTheOverride()
    {
        var list = AwsPriceList.Of(new PriceOptions { Overrides = ImmutableSortedDictionary<InstanceTypeName, UsdPerHour>.Empty.Add(new InstanceTypeName("x9.huge"), new UsdPerHour(7)) });

        Assert.Equal(new UsdPerHour(7), list.PriceOf(new InstanceTypeName("x9.huge")));
    }

    [Fact]
    public void Read_OfATableWithErrors_TellsAllOfThem()
    {
        var errors = new List<string>();

        Assert.Null(PriceTable.Read("""{"asOf":"27.11.2026","region":"","usdPerHour":{"g6.xlarge":-1,"g5.xlarge":"1"},"currency":"EUR"}""", "my.json", errors));

        Assert.Equal(
            [
                "my.json: currency: expected asOf, region, source or usdPerHour; found another name",
                "my.json: asOf: expected a day as 2026-11-27; found \"27.11.2026\"",
                "my.json: region: expected a Region as us-east-1; found \"\"",
                "my.json: source: expected where the prices are from; found nothing",
                "my.json: usdPerHour.g6.xlarge: expected above 0, at most 10000 US dollars an hour; found -1",
                "my.json: usdPerHour.g5.xlarge: expected above 0, at most 10000 US dollars an hour; found \"1\"",
            ],
            errors);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("""{"asOf":"2026-11-27","asOf":"2026-11-27"}""")]
    public void Read_OfSomethingElse_SaysSo(string text)
    {
        var errors = new List<string>();

        Assert.Null(PriceTable.Read(text, "my.json", errors));

        Assert.StartsWith("my.json: expected a JSON object; found ", Assert.Single(errors), StringComparison.Ordinal);
    }

    [Fact]
    public void Of_AFileThatIsNotThere_NamesIt()
    {
        var refusal = Assert.Throws<InvalidDataException>(static () => AwsPriceList.Of(new PriceOptions { File = "/nowhere/prices.json" }));

        Assert.Contains("Prices.File: expected a file that can be read; found '/nowhere/prices.json'", refusal.Message, StringComparison.Ordinal);
    }
}
