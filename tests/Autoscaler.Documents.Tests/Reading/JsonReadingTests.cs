using System.Text;
using Autoscaler.Contracts.Endpoints;
using Autoscaler.Contracts.Specs;
using Autoscaler.Documents.Tests.Kit;

namespace Autoscaler.Documents.Tests.Reading;

public sealed class JsonReadingTests
{
    private const string Duration = "a duration with its unit, as 90s, 5m, 1h30m or 500ms";

    private static readonly EndpointId Chat = EndpointId.Parse("demo/chat");

    /// <summary>What stands in the place of <c>"zones"</c> on line 5, and the error that it brings.</summary>
    public static TheoryData<string, string> Lines => new()
    {
        { "\"zones\": [ 7 ]", "5:14: zones[0]: expected a name; found 7" },
        { "\"zones\": null", "5:12: zones: expected a list of zones; found null" },
        { "\"zones\": [ \"us-east-1a\" ], \"zone\": 1", "5:30: zone: expected one of the keys endpoint, components, instanceTypes, zones, limits, cache, retention; found an unknown key" },
        { "\"zones\": [ \"us-east-1a\" ], \"zones\": []", "5:30: zones: expected the key once; found it again, first on line 5" },
        { Limits("\"maxInstances\": \"7\""), "5:58: limits.maxInstances: expected a whole number; found the quoted text '7'" },
        { Limits("\"maxInstances\": 7.5"), "5:58: limits.maxInstances: expected a whole number; found 7.5" },
        { Limits("\"maxInstances\": true"), "5:58: limits.maxInstances: expected a whole number; found true" },
        { Limits("\"maxInstances\": null"), "5:58: limits.maxInstances: expected a whole number; found null" },
        { Limits("\"bootDeadline\": 900"), $"5:58: limits.bootDeadline: expected {Duration}; found 900" },
        { Limits("\"maxUsdPerHour\": \"off\""), "5:59: limits.maxUsdPerHour: expected a price in US dollars an hour, or none; found the quoted text 'off'" },
        { Limits("\"maxUsdPerHour\": false"), "5:59: limits.maxUsdPerHour: expected a price in US dollars an hour, or none; found false" },
        { Limits("\"maxAccelerators\": 0"), "5:61: limits.maxAccelerators: expected 1 or more, or none; found 0" },
        { "\"zones\": [ \"us-east-1a\", ]", "5:28: document: expected well-formed JSON; found this: The JSON array contains a trailing comma at the end which is not supported in this mode" },
        { "\"zones\": [ \"\\ud800\" ]", "5:14: document: expected a string without halves of characters; found one, escaped" },
        { "\"zones\": [ \"é\", +1 ]", "5:19: document: expected well-formed JSON; found this: '+' is an invalid start of a value" },
    };

    [Fact]
    public void Parse_SameContent_GivesTheSameSpecInBothSyntaxes() => Specs.AssertSame(Specs.Least, Parse(Specs.LeastJson).ValueOrThrow());

    [Theory]
    [MemberData(nameof(Lines))]
    public void Parse_OneMistake_GivesItsPlaceAndNothingElse(string line, string expected)
    {
        var text = Specs.LeastJson.Replace("\"zones\": [ \"us-east-1a\" ]", line, StringComparison.Ordinal);

        Assert.Equal($"body:{expected}", Assert.Throws<InputException>(() => Parse(text).ValueOrThrow()).Message);
    }

    [Theory]
    [InlineData("\"none\"", "\"off\"")]
    [InlineData("null", "null")]
    [InlineData("null", "false")]
    public void Parse_WordsOrTheirJson_SwitchOff(string none, string off)
    {
        var component = $"\"name\": \"chat\", \"weights\": {none}, \"policy\": {{ \"panic\": {off}, \"missingDemand\": {{ \"fallbackCopies\": {none} }} }}";
        var limits = Limits($"\"maxUsdPerHour\": {none}, \"maxAccelerators\": {none}");
        var text = Specs.LeastJson
            .Replace("\"name\": \"chat\"", component, StringComparison.Ordinal)
            .Replace("\"zones\": [ \"us-east-1a\" ]", limits, StringComparison.Ordinal);

        var spec = Parse(text).ValueOrThrow();

        Assert.Equal((null, null), (spec.Limits.MaxPrice, spec.Limits.MaxAccelerators));
        Assert.Equal((null, null, null), (spec.Components[0].Weights, spec.Components[0].Policy.Panic, spec.Components[0].Policy.MissingDemand.FallbackCopies));
    }

    [Theory]
    [InlineData("1e2", 100)]
    [InlineData("-0", 0)]
    [InlineData("1.25E+1", 12.5)]
    public void Parse_Number_IsReadAsJsonWritesIt(string written, double expected)
    {
        var text = Specs.LeastJson.Replace("\"zones\": [ \"us-east-1a\" ]", $"\"zones\": [ \"us-east-1a\" ], \"retention\": {{ \"waitingCostRatio\": {written} }}", StringComparison.Ordinal);

        Assert.Equal(expected, Parse(text).ValueOrThrow().Retention.WaitingCostRatio);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \n\t")]
    [InlineData("\uFEFF")]
    public void Parse_Nothing_IsRefused(string text) =>
        Assert.Equal("body: document: expected an endpoint spec in JSON; found nothing", Assert.Single(Parse(text).Errors).ToString());

    [Fact]
    public void Parse_ColumnsAndLines_CountCharactersAsYamlDoes()
    {
        const string head = "\uFEFF{\r\n  \"é漢😀\": ";

        Assert.Equal("body:2:11: document: expected well-formed JSON; found this: 'x' is an invalid start of a value", Assert.Single(Parse(head + "x").Errors).ToString());
    }

    [Fact]
    public void Parse_NotUtf8_NamesThePlaceOfTheByte()
    {
        byte[] utf8 = [.. "{\n  \"é"u8, 0xff, .. "\": 1 }"u8];

        var error = Assert.Single(EndpointDocument.Parse(utf8, "body", DocumentSyntax.Json).Errors);

        Assert.Equal("body:2:5: document: expected UTF-8; found the byte ff, which is none there", error.ToString());
    }

    [Fact]
    public void Parse_EndpointAddressed_NeedNotBeSaid()
    {
        var without = Specs.LeastJson.Replace("\"endpoint\": \"demo/chat\",", "", StringComparison.Ordinal);

        Assert.Equal(Chat, Addressed(without, Chat).ValueOrThrow().Id);
        Assert.Equal(Chat, Addressed(Specs.LeastJson, Chat).ValueOrThrow().Id);
        Assert.Equal("body:1:1: endpoint: expected tenant/endpoint, two names with a slash between them; found nothing", Assert.Single(Parse(without).Errors).ToString());
    }

    [Theory]
    [InlineData("\"demo/other\"", "'demo/other'")]
    [InlineData("\"demo\"", "'demo'")]
    [InlineData("7", "7")]
    [InlineData("null", "null")]
    public void Parse_AnotherEndpointThanAddressed_IsRefused(string written, string found)
    {
        var text = Specs.LeastJson.Replace("\"demo/chat\"", written, StringComparison.Ordinal);

        Assert.Equal($"body:2:15: endpoint: expected 'demo/chat', which is addressed, or no such key; found {found}", Assert.Single(Addressed(text, Chat).Errors).ToString());
    }

    [Fact]
    public void Locate_ErrorOfTheEndpoint_HasItsPlaceAndTheDocumentsName()
    {
        var result = Parse(Specs.LeastJson);

        Assert.Equal("body:3:99: components[0].image.sizeGb: expected a; found b", result.Locate(new SpecError("components[0].image.compressedSize", "a", "b")).ToString());
        Assert.Equal("body:3:19: components[0].policy.panic: expected a; found b", result.Locate(new SpecError("components[0].policy.panic", "a", "b")).ToString());
        // Another reader of the same document has named the field as documents do.
        Assert.Equal("body:3:99: components[0].image.sizeGb: expected a; found b", result.Locate(new SpecError("components[0].image.sizeGb", "a", "b")).ToString());
        Assert.Equal("body:2:15: endpoint: expected a; found b", result.Locate(new SpecError("endpoint", "a", "b")).ToString());
        Assert.Equal("body: elsewhere: expected a; found b", result.Locate(new SpecError("elsewhere", "a", "b")).ToString());
    }

    private static string Limits(string limits) => $"\"zones\": [ \"us-east-1a\" ], \"limits\": {{ {limits} }}";

    private static DocumentResult<EndpointSpec> Parse(string text) => EndpointDocument.Parse(text, "body", DocumentSyntax.Json);

    private static DocumentResult<EndpointSpec> Addressed(string text, EndpointId id) => EndpointDocument.Parse(Encoding.UTF8.GetBytes(text), "body", DocumentSyntax.Json, id);
}
