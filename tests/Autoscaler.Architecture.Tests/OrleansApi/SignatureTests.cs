using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Xunit.Abstractions;

namespace Autoscaler.Architecture.Tests.OrleansApi;

/// <summary>
/// Our one-process host declares part of Orleans' API, so that code above it compiles against either. These tests compare every type and member that it declares
/// in Orleans' namespaces: with the real assembly where that can be downloaded, else with the declarations in <c>Packages</c>.
/// </summary>
public sealed class SignatureTests(ITestOutputHelper output)
{
    private const int FewestRealTypes = 30;

    private static readonly Lazy<ImmutableArray<ApiDifference>> AllDifferences = new(() => [.. ApiTypes.Ours.SelectMany(DifferencesOf)]);

    [Fact]
    public void Types_OfTheSingleProcessHost_AreDeclaredAsOrleansDeclaresThem()
    {
        foreach (var source in ApiTypes.Ours.GroupBy(SourceOf).OrderBy(static source => source.Key, StringComparer.Ordinal))
        {
            output.WriteLine($"{source.Key}: {source.Count()} types, {source.Sum(static type => ApiComparer.MembersOf(type).Count())} members");
        }

        AssertNone("what the host declares of Orleans is what Orleans declares", AllDifferences.Value
            .Where(static difference => !ApiExemptions.All.Any(exemption => exemption.Covers(difference)))
            .Select(static difference => difference.ToString()));
    }

    [Fact]
    public void RealAssemblies_OfOrleans_HoldMuchOfWhatIsDeclared()
    {
        var real = ApiTypes.Ours.Count(static type => ApiTypes.Orleans[ApiText.NameOf(type)].Any(ApiTypes.IsReal));
        Assert.True(real >= FewestRealTypes, $"Expected at least {FewestRealTypes} types to compare with real assemblies; found {real}.");
    }

    [Fact]
    public void Exemptions_OfTheComparison_AreAllNeeded() => AssertNone(
        "an exemption covers a difference that is there",
        ApiExemptions.All.Where(static exemption => !AllDifferences.Value.Any(exemption.Covers)).Select(static exemption => exemption.ToString()));

    [Fact]
    public void Types_ThatOnlyTheHostImplements_AreImplementedNowhereElse()
    {
        var names = ApiExemptions.All.Where(static exemption => exemption.Kind == ApiDifferenceKind.Required).Select(static exemption => exemption.Subject).ToHashSet();
        var simpleNames = ApiTypes.Ours
            .Where(type => type.TypeKind == TypeKind.Interface && type.AllInterfaces.Prepend(type).Any(one => names.Contains(ApiText.NameOf(one))))
            .Select(static type => type.Name)
            .ToHashSet();
        AssertNone("Orleans' implementers would have to implement more than is declared here", Repository.Sources
            .Where(static source => !source.Project.Name.StartsWith("Orleans.SingleProcess", StringComparison.Ordinal))
            .SelectMany(source => source.Syntax.DescendantNodes().OfType<BaseListSyntax>()
                .SelectMany(static list => list.Types)
                .Where(type => simpleNames.Contains(type.Type.ToString().Split('.')[^1]))
                .Select(type => $"{source.Path}: implements {type.Type}")));
    }

    private static IEnumerable<ApiDifference> DifferencesOf(INamedTypeSymbol type)
    {
        var name = ApiText.NameOf(type);
        return ApiTypes.Orleans[name].FirstOrDefault() is { } expected
            ? ApiComparer.Compare(expected, type)
            : [new(ApiDifferenceKind.Extra, name, "no such type in a real assembly or in Packages", ApiText.HeadOf(type))];
    }

    private static string SourceOf(INamedTypeSymbol type) => ApiTypes.Orleans[ApiText.NameOf(type)].FirstOrDefault() is { } expected
        ? $"{expected.ContainingAssembly.Name} ({(ApiTypes.IsReal(expected) ? "real" : "declared in Packages")})"
        : "nothing";

    private static void AssertNone(string rule, IEnumerable<string> found)
    {
        var lines = found.Distinct().Order(StringComparer.Ordinal).ToList();
        Assert.True(lines.Count == 0, $"Expected: {rule}. Found {lines.Count} that do otherwise:\n{string.Join('\n', lines)}");
    }
}
