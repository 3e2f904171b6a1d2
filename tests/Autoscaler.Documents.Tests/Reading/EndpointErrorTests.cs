using Autoscaler.Contracts.Specs;
using Autoscaler.Documents.Tests.Kit;

namespace Autoscaler.Documents.Tests.Reading;

public sealed class EndpointErrorTests
{
    private const string Head = """
        endpoint: demo/chat
        instanceTypes: [g6.2xlarge]
        zones: [us-east-1a]
        components:
          - name: chat
            image:
              reference: registry.example/chat:v1
              sizeGb: 17.7

        """;

    private const string Duration = "a duration with its unit, as 90s, 5m, 1h30m or 500ms";

    /// <summary>Lines that follow the head, from line 9 on, and the errors that they bring.</summary>
    public static TheoryData<string, string> Tails => new()
    {
        { "    minCopies: two", "9:16: components[0].minCopies: expected a whole number; found 'two'" },
        { "    minCopies: 1.5", "9:16: components[0].minCopies: expected a whole number; found '1.5'" },
        { "    minCopies: \"1\"", "9:16: components[0].minCopies: expected a whole number; found the quoted text '1'" },
        { "    minCopies:", "9:15: components[0].minCopies: expected a whole number; found nothing" },
        { "    minCopies: [1]", "9:16: components[0].minCopies: expected a whole number; found a list" },
        { "    minCopies: 99999999999", "9:16: components[0].minCopies: expected a whole number; found '99999999999'" },
        { "    maxConcurrencyPerCopy: .nan", "9:28: components[0].maxConcurrencyPerCopy: expected a finite number; found '.nan'" },
        { "    maxConcurrencyPerCopy: NaN", "9:28: components[0].maxConcurrencyPerCopy: expected a finite number; found 'NaN'" },
        { "    maxConcurrencyPerCopy: 1e999", "9:28: components[0].maxConcurrencyPerCopy: expected a finite number; found '1e999'" },
        { "    memoryPerCopyGb: -1", "9:22: components[0].memoryPerCopyGb: expected a size in GB, 0 to 1,000,000; found '-1'" },
        { "    ttftObjective: 10", $"9:20: components[0].ttftObjective: expected {Duration}; found '10'" },
        { "    ttftObjective: 0s", "9:20: components[0].ttftObjective: expected a time above 0 s; found 0 s" },
        { "    weights: 16", "9:14: components[0].weights: expected a mapping of keys to values, or none; found '16'" },
        { "    weights: { sizeGb: 16 }", "9:14: components[0].weights.version: expected location and version of the weights; found nothing" },
        { "    weights: { location: chat }", "9:26: components[0].weights.location: expected where the weights lie, as s3://bucket/prefix/; found 'chat'" },
        { "    policy: off", "9:13: components[0].policy: expected a mapping of keys to values; found 'off'" },
        { "    policy:\n      panic: no", "10:14: components[0].policy.panic: expected a mapping of keys to values, or off; found 'no'" },
        { "    minCopies: 1\n    minCopies: 2", "10:5: components[0].minCopies: expected the key once; found it again, first on line 9" },
        { "limits: { maxUsdPerHour: cheap }", "9:26: limits.maxUsdPerHour: expected a price in US dollars an hour, or none; found 'cheap'" },
        { "limits: { maxUsdPerHour: 0 }", "9:26: limits.maxUsdPerHour: expected a price above $0/h, or none; found $0.0000/h" },
        {
            "limits: { maxUsdPerHour: 0.5 }",
            "2:16: instanceTypes: expected at least one type within the limits of price and accelerators; found 1, all above them"
        },
        { "limits:\n  maxAccelerators: 0", "10:20: limits.maxAccelerators: expected 1 or more, or none; found 0" },
        { "cache:\n  mechanism: fast", "10:14: cache.mechanism: expected one of registry, registry-parallel, registry-lazy, snapshot-lazy, snapshot-rate, snapshot-fsr, disk, sagemaker; found 'fast'" },
        {
            "cache:\n  mechanism: disk",
            "10:14: cache.mechanism: expected one of registry, registry-parallel, registry-lazy, snapshot-lazy, snapshot-rate, snapshot-fsr, sagemaker; found disk"
        },
        {
            "cache:\n  fallback: snapshot-rate",
            "10:13: cache.fallback: expected one of registry, registry-parallel, registry-lazy; found snapshot-rate"
        },
        { "    cachesWeights: yes", "9:20: components[0].cachesWeights: expected on or off; found 'yes'" },
        {
            "    cachesWeights: on\ncache:\n  mechanism: registry",
            "9:20: components[0].cachesWeights: expected off, or a snapshot mechanism as cache.mechanism; found on, by registry"
        },
        { "retention:\n  max: 25h", "10:8: retention.max: expected 0 s to 24 h; found 25 h" },
        { "retention:\n  min: 20m", "10:3: retention.max: expected at least retention.min, 20 min; found 15 min" },
        {
            "    policy:\n      targetConcurrencyPerCopy: 13",
            "10:33: components[0].policy.targetConcurrencyPerCopy: expected at most maxConcurrencyPerCopy, 12; found 13"
        },
        { "    maxConcurrencyPerCopy: 4", "5:5: components[0].policy.targetConcurrencyPerCopy: expected at most maxConcurrencyPerCopy, 4; found 8" },
        {
            "    weights: { version: s3://w, sizeGb: 0 }",
            "9:41: components[0].weights.sizeGb: expected a size above 0 GB; found 0 GB"
        },
        {
            "retentoin: {}",
            "9:1: retentoin: expected one of the keys endpoint, components, instanceTypes, zones, limits, cache, retention; found an unknown key"
        },
        {
            "    policy:\n      targetTracking:\n        tolerance: 0.1",
            "11:9: components[0].policy.targetTracking.tolerance: expected one of the keys toleranceRatio, window; found an unknown key"
        },
        { "    minCopies: &few 1", "9:16: document: expected values without anchors and aliases; found one" },
        { "    minCopies: !!int 1", "9:16: document: expected values without tags; found the tag 'tag:yaml.org,2002:int'" },
        { "...\n---\nendpoint: demo/second", "10:1: document: expected one document; found a second one" },
    };

    [Theory]
    [MemberData(nameof(Tails))]
    public void Parse_OneMistake_GivesItsLineAndNothingElse(string tail, string expected)
    {
        var exception = Assert.Throws<InputException>(() => Parse(Head + tail));

        Assert.Equal($"spec.yaml:{expected}", exception.ToString());
    }

    [Fact]
    public void Parse_ManyMistakes_GivesAllInTheOrderOfTheFile()
    {
        const string text = """
            endpoint: demo
            components:
              - name: Chat
                image:
                  sizeGb: heavy
                minCopies: 5
                maxCopies: 4
                polcy: {}
              - nothing
            zones: [us-east-1a, us-east-1a, {}]
            limits:
              maxInstances: many
            """;

        var exception = Assert.Throws<InputException>(() => Parse(text));

        Assert.Equal(
            [
                "spec.yaml:1:1: instanceTypes: expected a list of instance types; found nothing",
                "spec.yaml:1:11: endpoint: expected tenant/endpoint, two names with a slash between them; found 'demo'",
                "spec.yaml:3:11: components[0].name: expected lower-case letters, digits and hyphens, 1 to 63 characters; found 'Chat'",
                "spec.yaml:5:7: components[0].image.reference: expected what a registry is asked for, as registry/repository:tag; found nothing",
                "spec.yaml:5:15: components[0].image.sizeGb: expected a size in GB, 0 to 1,000,000; found 'heavy'",
                "spec.yaml:7:16: components[0].maxCopies: expected at least minCopies, 5; found 4",
                "spec.yaml:8:5: components[0].polcy: expected one of the keys name, image, weights, acceleratorsPerCopy, memoryPerCopyGb, "
                + "maxConcurrencyPerCopy, minCopies, maxCopies, ttftObjective, cachesWeights, policy; found an unknown key",
                "spec.yaml:9:5: components[1]: expected a component: a mapping of keys to values; found 'nothing'",
                "spec.yaml:10:21: zones[1]: expected no entry twice; found 'us-east-1a' again, as zones[0]",
                "spec.yaml:10:33: zones[2]: expected a name; found a mapping of keys to values",
                "spec.yaml:12:17: limits.maxInstances: expected a whole number; found 'many'",
            ],
            exception.Errors.Select(error => error.ToString()));
        Assert.Equal(exception.Message, exception.ToString());
    }

    [Fact]
    public void Parse_Error_HasItsColumn()
    {
        var exception = Assert.Throws<InputException>(() => Parse(Head + "    minCopies: two"));

        Assert.Equal((9, 16), (exception.Errors[0].Line, exception.Errors[0].Column));
    }

    [Theory]
    [InlineData("", "spec.yaml: document: expected an endpoint spec in YAML; found nothing")]
    [InlineData("# nothing but a comment", "spec.yaml: document: expected an endpoint spec in YAML; found nothing")]
    [InlineData("- a\n- b", "spec.yaml:1:1: document: expected an endpoint spec in YAML; found a list")]
    [InlineData("hello", "spec.yaml:1:1: document: expected an endpoint spec in YAML; found 'hello'")]
    public void Parse_NoMapping_IsRefused(string text, string expected) =>
        Assert.Equal(expected, Assert.Throws<InputException>(() => Parse(text)).ToString());

    [Theory]
    [InlineData("a: [1, 2\n", 2)]
    [InlineData("a: 1\nb: \"open", 2)]
    [InlineData("a: 1\n\tb: 2", 2)]
    [InlineData("a: 1\n b: 2", 2)]
    [InlineData("? [a]\n: 1", 1)]
    [InlineData("a: 1\nzones: [us-east-1a,\nus-east-1b]", 2)]
    public void Parse_BrokenYaml_NamesTheLine(string text, int line)
    {
        var exception = Assert.Throws<InputException>(() => Parse(text));

        Assert.True(line == Assert.Single(exception.Errors).Line, exception.Message);
    }

    [Fact]
    public void Parse_DeepNesting_IsRefused()
    {
        var text = $"a: {new string('[', 10_000)}{new string(']', 10_000)}";

        Assert.Contains(
            "levels of nesting", Assert.Throws<InputException>(() => Parse(text)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_NoSuchFile_SaysSo()
    {
        var exception = Assert.Throws<InputException>(() => EndpointDocument.Read("/no/such.yaml"));

        Assert.Equal("/no/such.yaml: file: expected an endpoint spec in YAML; found no such file", exception.ToString());
        Assert.NotNull(exception.InnerException);
    }

    [Fact]
    public void Read_LargeFile_IsRefused()
    {
        using var file = new TemporaryFile("large.yaml", new string('#', 1_000_001));

        Assert.Contains(
            "at most 1,000,000 characters", Assert.Throws<InputException>(() => EndpointDocument.Read(file.Path)).Message, StringComparison.Ordinal);
    }

    private static EndpointSpec Parse(string text) => EndpointDocument.Parse(text, "spec.yaml", DocumentSyntax.Yaml).ValueOrThrow();
}
