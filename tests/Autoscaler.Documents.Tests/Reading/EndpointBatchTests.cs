using Autoscaler.Contracts.Endpoints;
using Autoscaler.Documents.Tests.Kit;

namespace Autoscaler.Documents.Tests.Reading;

public sealed class EndpointBatchTests
{
    private static readonly string Other = Specs.LeastYaml.Replace("demo/chat", "demo/other", StringComparison.Ordinal);

    [Fact]
    public void ParseAll_SeveralDocuments_GivesThemInTheirOrder()
    {
        var documents = EndpointDocument.ParseAll($"# fleet\n---\n{Specs.LeastYaml}---\n# nothing\n---\n{Other}...\n---\n", "fleet.yaml", DocumentSyntax.Yaml);

        Assert.Equal(["demo/chat", "demo/other"], documents.Select(document => document.Value!.Id.ToString()));
    }

    [Fact]
    public void ParseAll_EachDocument_KnowsWhereItsFieldsStand()
    {
        var documents = EndpointDocument.ParseAll($"{Specs.LeastYaml}---\n{Other}", "fleet.yaml", DocumentSyntax.Yaml);
        var error = new SpecError("components[0].name", "another", "this");

        Assert.Equal(
            ["fleet.yaml:3:11: components[0].name: expected another; found this", "fleet.yaml:10:11: components[0].name: expected another; found this"],
            documents.Select(document => document.Locate(error).ToString()));
    }

    [Fact]
    public void ParseAll_MistakesInSeveralDocuments_AreReportedTogether()
    {
        var first = Specs.LeastYaml.Replace("sizeGb: 17.7", "sizeGb: 0", StringComparison.Ordinal);
        var second = Other.Replace("zones:", "zonse:", StringComparison.Ordinal);

        AssertErrors(
            $"{first}---\n{second}---\n- a\n---\n- b\n---\n\"open",
            "fleet.yaml:4:59: components[0].image.sizeGb: expected a size above 0 GB; found 0 GB",
            "fleet.yaml:8:1: zones: expected a list of zones; found nothing",
            "fleet.yaml:13:1: zonse: expected one of the keys endpoint, components, instanceTypes, zones, limits, cache, retention; found an unknown key",
            "fleet.yaml:15:1: document: expected an endpoint spec in YAML; found a list",
            "fleet.yaml:17:1: document: expected an endpoint spec in YAML; found a list",
            "fleet.yaml:19:6: document: expected well-formed YAML; found this: While scanning a quoted scalar, found unexpected end of stream");
    }

    [Fact]
    public void ParseAll_TwoDocumentsForOneEndpoint_AreRefused() => AssertErrors(
        $"{Specs.LeastYaml}---\n{Other}---\n{Specs.LeastYaml}",
        "fleet.yaml:15:11: endpoint: expected one document for each endpoint; found 'demo/chat' again, first in the document on line 1");

    [Theory]
    [InlineData("")]
    [InlineData("---\n---\n# nothing\n")]
    public void ParseAll_NoDocument_IsRefused(string text) => AssertErrors(text, "fleet.yaml: document: expected an endpoint spec in YAML; found nothing");

    [Fact]
    public void ParseAll_TooManyDocuments_IsRefused() =>
        Assert.Contains("at most 1,000 documents", Assert.Throws<InputException>(() => EndpointDocument.ParseAll(string.Concat(Enumerable.Repeat("---\na\n", 1_001)), "f", DocumentSyntax.Yaml)).Message, StringComparison.Ordinal);

    [Fact]
    public void ReadAll_NameOfAFile_SaysItsSyntax()
    {
        using var yaml = new TemporaryFile("fleet.yaml", $"{Specs.LeastYaml}---\n{Other}");
        using var json = new TemporaryFile("fleet.JSON", Specs.LeastJson);

        Assert.Equal(2, EndpointDocument.ReadAll(yaml.Path).Length);
        Specs.AssertSame(Specs.Least, Assert.Single(EndpointDocument.ReadAll(json.Path)).Value!);
        Specs.AssertSame(Specs.Least, EndpointDocument.Read(json.Path));
    }

    private static void AssertErrors(string text, params string[] expected) =>
        Assert.Equal(string.Join('\n', expected), Assert.Throws<InputException>(() => EndpointDocument.ParseAll(text, "fleet.yaml", DocumentSyntax.Yaml)).Message);
}
