using System.Text;
using Autoscaler.Contracts.Endpoints;
using Autoscaler.Contracts.Specs;

namespace Autoscaler.Documents.Tests.Reading;

public sealed class PolicyDocumentTests
{
    [Theory]
    [InlineData("{}", DocumentSyntax.Json)]
    [InlineData("{}", DocumentSyntax.Yaml)]
    public void Parse_NothingSaid_HasTheContractsDefaults(string text, DocumentSyntax syntax) =>
        Assert.Equal(new ScalingPolicy(), PolicyDocument.Parse(text, "policy", syntax).ValueOrThrow());

    [Theory]
    [InlineData("targetConcurrencyPerCopy: 6\npanic: off\nscaleToZero:\n  idleGrace: 5m\n", DocumentSyntax.Yaml)]
    [InlineData("""{ "targetConcurrencyPerCopy": 6, "panic": false, "scaleToZero": { "idleGrace": "5m" } }""", DocumentSyntax.Json)]
    public void Parse_FieldsSaid_TakesThem(string text, DocumentSyntax syntax) => Assert.Equal(
        new ScalingPolicy { TargetConcurrencyPerCopy = 6, Panic = null, ScaleToZero = new() { IdleGrace = TimeSpan.FromMinutes(5) } },
        PolicyDocument.Parse(Encoding.UTF8.GetBytes(text), "policy", syntax).ValueOrThrow());

    [Fact]
    public void Parse_SeveralMistakes_GivesAllUnderThePolicysOwnNames()
    {
        const string text = """
            { "targetTracking": { "window": "2h" },
              "panic": { "stableWindow": "5s", "thresholdRatio": "two" },
              "scaleToZero": { "idleGrace": "2h" }, "policy": {} }
            """;

        Assert.Equal(
            [
                "policy:1:33: targetTracking.window: expected 1 s to 1 h; found 2 h",
                "policy:2:30: panic.stableWindow: expected longer than panicWindow, 10 s; found 5 s",
                "policy:2:54: panic.thresholdRatio: expected a finite number; found the quoted text 'two'",
                "policy:3:33: scaleToZero.idleGrace: expected 0 s to 1 h; found 2 h",
                "policy:3:41: policy: expected one of the keys targetConcurrencyPerCopy, targetTracking, panic, backlog, scaleOut, scaleIn, missingDemand, runaway, scaleToZero; "
                + "found an unknown key",
            ],
            PolicyDocument.Parse(text, "policy", DocumentSyntax.Json).Errors.Select(error => error.ToString()));
    }

    [Theory]
    [InlineData("[]", "policy:1:1: document: expected a policy in JSON; found a list")]
    [InlineData("\"off\"", "policy:1:1: document: expected a policy in JSON; found the quoted text 'off'")]
    [InlineData("", "policy: document: expected a policy in JSON; found nothing")]
    public void Parse_NoMapping_IsRefused(string text, string expected) =>
        Assert.Equal(expected, Assert.Single(PolicyDocument.Parse(text, "policy", DocumentSyntax.Json).Errors).ToString());

    [Fact]
    public void Parse_BoundsOfItsComponent_AreNotJudged() =>
        Assert.True(PolicyDocument.Parse("targetConcurrencyPerCopy: 1000\nmissingDemand: { fallbackCopies: 1000000 }", "policy", DocumentSyntax.Yaml).IsValid);

    [Fact]
    public void Locate_ErrorOfTheEndpoint_IsFoundInThePolicy()
    {
        var result = PolicyDocument.Parse("targetConcurrencyPerCopy: 1000\n", "policy", DocumentSyntax.Yaml);

        Assert.Equal(
            "policy:1:27: targetConcurrencyPerCopy: expected at most maxConcurrencyPerCopy, 12; found 1000",
            result.Locate(new SpecError("components[2].policy.targetConcurrencyPerCopy", "at most maxConcurrencyPerCopy, 12", "1000")).ToString());
    }
}
