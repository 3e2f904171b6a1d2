using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Autoscaler.Architecture.Tests;

public sealed class SourceShapeTests
{
    private const int MaxFileLines = 400;
    private const int MaxMethodLines = 70;

    [Fact]
    public void Sources_OfEveryProject_AreParsedWithoutErrors() => Violations.AssertNone(
        "the tests can read what the compiler reads",
        Repository.Sources.SelectMany(static source => source.Syntax.GetDiagnostics()
            .Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)
            .Select(diagnostic => (source.Path, diagnostic.ToString()))));

    [Fact]
    public void Files_OfEveryProject_KeepTheLimit() => Violations.AssertNone(
        Rules.FileLength,
        Repository.Sources.Where(static source => source.LineCount > MaxFileLines).Select(static source => (source.Path, $"{source.LineCount} lines")));

    [Fact]
    public void Methods_OfEveryProject_KeepTheLimit() => Violations.AssertNone(
        Rules.MethodLength,
        Repository.Sources.SelectMany(static source => source.Syntax.DescendantNodes()
            .Where(static node => node is BaseMethodDeclarationSyntax or LocalFunctionStatementSyntax or AccessorDeclarationSyntax)
            .Select(static node => (Node: node, Lines: LinesOf(node)))
            .Where(static method => method.Lines > MaxMethodLines)
            .Select(method => (source.Path, $"{NameOf(method.Node)} has {method.Lines} lines"))));

    [Fact]
    public void Sources_OfEveryProject_CompileTheSameEverywhere() => Violations.AssertNone(
        Rules.NoConditionalCompilation,
        Repository.Sources.SelectMany(static source => source.Syntax.DescendantTrivia()
            .Where(static trivia => trivia.IsKind(SyntaxKind.IfDirectiveTrivia))
            .Select(trivia => (source.Path, trivia.ToString().Trim()))));

    private static int LinesOf(SyntaxNode node)
    {
        var span = node.SyntaxTree.GetLineSpan(node.Span);
        return span.EndLinePosition.Line - span.StartLinePosition.Line + 1;
    }

    private static string NameOf(SyntaxNode node) => node switch
    {
        MethodDeclarationSyntax method => method.Identifier.Text,
        ConstructorDeclarationSyntax constructor => constructor.Identifier.Text,
        LocalFunctionStatementSyntax function => function.Identifier.Text,
        _ => node.Kind().ToString(),
    };
}
