using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Autoscaler.Architecture.Tests;

public sealed partial class NameTests
{
    private static readonly ImmutableHashSet<string> FillerWords =
    [
        "Manager", "Managers", "Helper", "Helpers", "Util", "Utils", "Utility", "Utilities", "Common", "Base", "Impl", "Implementation", "Data", "Info", "New",
        "Enhanced", "Improved",
    ];

    private static readonly string[] FrameworkSuffixes = ["Service", "Handler"];

    [Fact]
    public void TypeNames_OfEveryProject_HaveNoFillerWords() => Violations.AssertNone(
        Rules.TypeNames,
        Repository.Sources.SelectMany(static source => source.AllTypes.Select(SourceFile.NameOf)
            .Where(static name => WordsOf(name).Any(static word => FillerWords.Contains(word) || Version().IsMatch(word)))
            .Select(name => (source.Path, name))));

    [Fact]
    public void Suffixes_OfFrameworks_NameWhatTheFrameworkRuns() => Violations.AssertNone(
        Rules.FrameworkSuffixes,
        Repository.Sources.SelectMany(static source => source.AllTypes
            .Where(static type => FrameworkSuffixes.Any(suffix => SourceFile.NameOf(type).EndsWith(suffix, StringComparison.Ordinal) && !ExtendsOne(type, suffix)))
            .Select(type => (source.Path, SourceFile.NameOf(type)))));

    [Fact]
    public void Files_OfPrograms_HoldTheConceptOfTheirName() => Violations.AssertNone(
        Rules.OneConcept,
        Repository.Sources.Where(static source => !source.Project.IsTest).SelectMany(static source => StrangersIn(source).Select(found => (source.Path, found))));

    [Fact]
    public void Namespaces_OfEveryProject_MatchTheirFolders() => Violations.AssertNone(
        Rules.Namespaces,
        Repository.Sources.SelectMany(static source => source.Syntax.Members.OfType<BaseNamespaceDeclarationSyntax>()
            .Select(static space => space.Name.ToString())
            .Where(space => space != ExpectedNamespaceOf(source))
            .Select(space => (source.Path, $"{space}; expected {ExpectedNamespaceOf(source)}"))));

    [GeneratedRegex("[A-Z]+(?![a-z])[0-9]*|[A-Z][a-z]*[0-9]*|[a-z]+|[0-9]+")]
    private static partial Regex Words();

    [GeneratedRegex("^V[0-9]+$")]
    private static partial Regex Version();

    private static IEnumerable<string> WordsOf(string name) => Words().Matches(name).Select(static match => match.Value);

    private static bool ExtendsOne(MemberDeclarationSyntax type, string suffix) =>
        type is BaseTypeDeclarationSyntax { BaseList: { } bases } && bases.Types.Any(one => one.Type.ToString().Split('<')[0].EndsWith(suffix, StringComparison.Ordinal));

    private static string ExpectedNamespaceOf(SourceFile source)
    {
        var folder = Path.GetDirectoryName(source.PathInProject)!.Replace('\\', '/').Replace('/', '.');
        return folder.Length == 0 ? source.Project.RootNamespace : $"{source.Project.RootNamespace}.{folder}";
    }

    // The concept itself; then, again and again, its cases (they derive from what is in) and its parts (what is in names them).
    private static IEnumerable<string> StrangersIn(SourceFile source)
    {
        var types = source.TopLevelTypes.ToList();
        if (types.Count == 0)
        {
            return [];
        }

        var known = types.Where(type => SourceFile.NameOf(type) == source.Concept).ToList();
        if (known.Count == 0)
        {
            return [$"no type {source.Concept}; found {string.Join(", ", types.Select(SourceFile.NameOf))}"];
        }

        var strangers = types.Except(known).ToList();
        while (strangers.Find(type => Belongs(type, known)) is { } next)
        {
            strangers.Remove(next);
            known.Add(next);
        }

        return strangers.Select(static type => $"{SourceFile.NameOf(type)} is neither a case nor a part of it");
    }

    private static bool Belongs(MemberDeclarationSyntax type, List<MemberDeclarationSyntax> known)
    {
        var derives = type is BaseTypeDeclarationSyntax { BaseList: { } bases }
            && known.Exists(one => Identifiers(bases).Contains(SourceFile.NameOf(one)));
        return derives || known.Exists(one => Identifiers(one).Contains(SourceFile.NameOf(type)));
    }

    private static IEnumerable<string> Identifiers(Microsoft.CodeAnalysis.SyntaxNode node) =>
        node.DescendantNodes().OfType<SimpleNameSyntax>().Select(static name => name.Identifier.Text);
}
