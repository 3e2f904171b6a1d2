using System.Text;
using Autoscaler.Contracts.Specs;
using Autoscaler.Decisions.Specs;
using Autoscaler.Documents.Tests.Kit;

namespace Autoscaler.Documents.Tests.Reading;

/// <summary>Whatever comes is a valid spec or a list of errors, and never anything else.</summary>
public sealed class HostileInputTests
{
    private const int Rounds = 10_000;
    private const int Large = EndpointDocument.MaxCharacters;
    private const string Characters = "0123456789abcxyz:-[]{},.#&*!|>'\"%@` \n\t\r\0\\eE+u/_é漢~?\u0085\u2028\uFEFF\u007f";

    private static readonly string[] Pieces =
    [
        "\\ud800", "\\u0000", "NaN", "-Infinity", "1e999", "-1e-999", "99999999999999999999999999999999999999999", "0x7fffffff", "\n---\n", "\n...\n", "<<: *a", "&a", "!!int ",
        "null", "true", "{}", "[]", "[[[[[[[[", "{\"a\":{\"a\":{", "? ", "- ", "\"\\", "/*", "//", "0.0000001ms", "|\n", ">-\n", "%YAML 9.9\n---\n", ": ", "\uD83D", "components:",
    ];

    public static TheoryData<DocumentSyntax, string> LargeTexts => new()
    {
        { DocumentSyntax.Json, new string('[', Large) },
        { DocumentSyntax.Yaml, new string('[', Large) },
        { DocumentSyntax.Yaml, string.Concat(Enumerable.Repeat("- ", Large / 2)) },
        { DocumentSyntax.Yaml, string.Concat(Enumerable.Repeat("? ", Large / 2)) },
        { DocumentSyntax.Yaml, string.Concat(Enumerable.Repeat("{a: ", Large / 4)) },
        { DocumentSyntax.Yaml, string.Concat(Enumerable.Repeat("a:\n", Large / 3)) },
        { DocumentSyntax.Yaml, string.Concat(Enumerable.Range(0, Large / 10).Select(i => $"a{i}: 1\n")) },
        { DocumentSyntax.Yaml, $"components: [{string.Concat(Enumerable.Repeat("{},", (Large / 3) - 10))}]" },
        { DocumentSyntax.Yaml, $"zones: [{string.Concat(Enumerable.Repeat("a,", (Large / 2) - 10))}]" },
        { DocumentSyntax.Yaml, new string('a', Large) },
        { DocumentSyntax.Yaml, $"a: \"{new string('\n', Large - 5)}\"" },
        { DocumentSyntax.Yaml, $"limits: {{ maxInstances: {new string('9', Large - 30)} }}" },
        { DocumentSyntax.Json, $"{{\"limits\":{{\"maxInstances\":{new string('9', Large - 30)}}}}}" },
        { DocumentSyntax.Json, $"{{\"limits\":{{\"bootDeadline\":\"{string.Concat(Enumerable.Repeat("0s", (Large / 2) - 30))}\"}}}}" },
        { DocumentSyntax.Json, $"{{\"components\":[{string.Concat(Enumerable.Repeat("{},", (Large / 3) - 10))}{{}}]}}" },
        { DocumentSyntax.Json, $"{{{string.Concat(Enumerable.Repeat("\"a\":1,", (Large / 6) - 10))}\"a\":1}}" },
        { DocumentSyntax.Json, $"\"{new string('\\', Large - 2)}\"" },
    };

    [Theory]
    [InlineData(DocumentSyntax.Yaml)]
    [InlineData(DocumentSyntax.Json)]
    public void Parse_DamagedDocument_IsValidOrHasErrors(DocumentSyntax syntax)
    {
        var sample = EndpointDocument.Read(RepositoryRoot.SampleEndpoint);
        var utf8 = Encoding.UTF8.GetBytes(syntax == DocumentSyntax.Json ? EndpointDocument.WriteJson(sample).ToString() : File.ReadAllText(RepositoryRoot.SampleEndpoint));
        for (var seed = 0; seed < Rounds; seed++)
        {
            var damaged = Damage(utf8, seed);
            try
            {
                AssertSpecOrErrors(EndpointDocument.Parse(damaged, "body", syntax));
                AssertPolicyOrErrors(PolicyDocument.Parse(damaged, "body", syntax));
                EndpointDocument.ParseAll(Encoding.UTF8.GetString(damaged), "body", syntax);
            }
            catch (InputException e)
            {
                Assert.NotEmpty(e.Errors);
            }
            catch (Exception e)
            {
                Assert.Fail($"seed {seed}: expected a spec or errors; found {e}\n{Encoding.UTF8.GetString(damaged)}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(LargeTexts))]
    public void Parse_LargeText_HasAFewErrorsSoon(DocumentSyntax syntax, string text)
    {
        var result = EndpointDocument.Parse(text, "body", syntax);

        Assert.InRange(result.Errors.Length, 1, 100);
        Assert.All(result.Errors, error => Assert.InRange(error.ToString().Length, 1, 1_000));
    }

    // Not as attributes: those are kept in UTF-8, which has no halves of characters.
    public static TheoryData<int, int, int> UnfitTexts => new() { { 0, 1, 20 }, { 1, 2, 1 }, { 2, 1, 11 }, { 3, 1, 11 }, { 4, 1, 18 } };

    private static readonly string[] Unfit =
        ["endpoint: demo/chat\0\nzones: []", "endpoint: demo/chat\n\u001b[31m", "endpoint: \uD83D/chat", "endpoint: \uDE00\uD83D", "endpoint: \"\\ud83d\""];

    [Theory]
    [MemberData(nameof(UnfitTexts))]
    public void Parse_WhatNoTextHolds_IsRefusedAtItsPlace(int index, int line, int column)
    {
        var error = Assert.Single(EndpointDocument.Parse(Unfit[index], "body", DocumentSyntax.Yaml).Errors);

        Assert.Equal((line, column), (error.Line, error.Column));
    }

    [Theory]
    [InlineData(32, 33)]
    [InlineData(40, 33)]
    public void Parse_DeepNesting_IsRefusedAlikeInBothSyntaxes(int depth, int column)
    {
        var text = $"{{\"a\":{new string('[', depth)}{new string(']', depth)}}}";

        Assert.All(Enum.GetValues<DocumentSyntax>(), syntax =>
        {
            var error = Assert.Single(EndpointDocument.Parse(text, "body", syntax).Errors);
            Assert.Equal($"body:1:{column + 4}: document: expected at most 32 levels of nesting; found more", error.ToString());
        });
    }

    [Theory]
    [InlineData(DocumentSyntax.Yaml, 20_000, "20,000")]
    [InlineData(DocumentSyntax.Json, 200_000, "200,000")]
    public void Parse_MoreValuesThanAnyDocumentHas_IsRefusedAtTheFirst(DocumentSyntax syntax, int most, string shown)
    {
        string Zones(int count) => $"{{\"zones\": [{string.Join(',', Enumerable.Repeat("1", count))}]}}";

        // The document, its key and the list are values too.
        Assert.NotEqual("document", EndpointDocument.Parse(Zones(most - 3), "body", syntax).Errors[^1].Field);
        var error = Assert.Single(EndpointDocument.Parse(Zones(most - 2), "body", syntax).Errors);
        Assert.Equal((1, (2 * most) + 6, $"at most {shown} keys and values"), (error.Line, error.Column, error.Expected));
    }

    [Fact]
    public void Parse_TooLong_IsRefused()
    {
        Assert.Contains("at most 1,000,000 characters", Assert.Single(EndpointDocument.Parse(new string('#', Large + 1), "body", DocumentSyntax.Yaml).Errors).Expected, StringComparison.Ordinal);
        Assert.Contains("at most 1,000,000 characters", Assert.Single(EndpointDocument.Parse(new byte[(3 * Large) + 1], "body", DocumentSyntax.Json).Errors).Expected, StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_ManyErrors_KeepsAHundredAndCountsTheOthers()
    {
        var result = EndpointDocument.Parse(Specs.LeastYaml + string.Concat(Enumerable.Range(0, 1_000).Select(i => $"a{i}: 1\n")), "spec.yaml", DocumentSyntax.Yaml);

        Assert.Equal((100, 900), (result.Errors.Length, result.OmittedCount));
        Assert.EndsWith("\nand 900 more", Assert.Throws<InputException>(result.ValueOrThrow).Message, StringComparison.Ordinal);
    }

    private static void AssertSpecOrErrors(DocumentResult<EndpointSpec> result)
    {
        Assert.NotEqual(result.IsValid, result.Errors.Any());
        if (result.IsValid)
        {
            Assert.Empty(EndpointSpecRules.Validate(result.Value));
            Specs.AssertSame(result.Value, EndpointDocument.Parse(EndpointDocument.WriteYaml(result.Value), "again", DocumentSyntax.Yaml).ValueOrThrow());
        }

        Assert.All(result.Errors, error => Assert.True(error is { Line: null or >= 1, Column: null or >= 1, Field.Length: > 0, Expected.Length: > 0, Found.Length: > 0 }, error.ToString()));
    }

    private static void AssertPolicyOrErrors(DocumentResult<ScalingPolicy> result) => Assert.NotEqual(result.IsValid, result.Errors.Any());

    /// <summary>One to four times: a character or a piece put in, a stretch removed or repeated, or a byte changed.</summary>
    private static byte[] Damage(byte[] utf8, int seed)
    {
        var random = new Random(seed);
        var bytes = utf8.ToList();
        for (var times = 1 + random.Next(4); times > 0; times--)
        {
            var at = random.Next(bytes.Count);
            var length = Math.Min(1 + random.Next(30), bytes.Count - at);
            switch (random.Next(5))
            {
                case 0:
                    bytes.InsertRange(at, Encoding.UTF8.GetBytes([Characters[random.Next(Characters.Length)]]));
                    break;
                case 1:
                    bytes.InsertRange(at, Encoding.UTF8.GetBytes(Pieces[random.Next(Pieces.Length)]));
                    break;
                case 2:
                    bytes.RemoveRange(at, length);
                    break;
                case 3:
                    bytes.InsertRange(random.Next(bytes.Count), bytes.GetRange(at, length));
                    break;
                default:
                    bytes[at] = (byte)random.Next(256);
                    break;
            }
        }

        return [.. bytes];
    }
}
