using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Autoscaler.Architecture.Tests.Kit;

/// <summary>A source file and its syntax.</summary>
internal sealed class SourceFile(string path, ProjectFile project)
{
    private static readonly CSharpParseOptions ParseOptions = new(LanguageVersion.Preview);

    private readonly Lazy<CompilationUnitSyntax> _syntax =
        new(() => CSharpSyntaxTree.ParseText(File.ReadAllText(path), ParseOptions).GetCompilationUnitRoot());

    /// <summary>From the root of the repository.</summary>
    public string Path { get; } = Repository.Relative(path);

    /// <summary>From the project's folder.</summary>
    public string PathInProject { get; } = System.IO.Path.GetRelativePath(project.Folder, path).Replace('\\', '/');

    /// <summary>The file's name up to its first dot or brace.</summary>
    public string Concept { get; } = System.IO.Path.GetFileName(path).Split('.', '{')[0];

    public ProjectFile Project { get; } = project;

    public CompilationUnitSyntax Syntax => _syntax.Value;

    public int LineCount { get; } = File.ReadLines(path).Count();

    /// <summary>The types that are not nested in others.</summary>
    public IEnumerable<MemberDeclarationSyntax> TopLevelTypes =>
        Syntax.Members.SelectMany(static member => member is BaseNamespaceDeclarationSyntax space ? space.Members : [member])
            .Where(static member => member is BaseTypeDeclarationSyntax or DelegateDeclarationSyntax);

    /// <summary>All types, nested ones too.</summary>
    public IEnumerable<MemberDeclarationSyntax> AllTypes =>
        Syntax.DescendantNodes().OfType<MemberDeclarationSyntax>().Where(static member => member is BaseTypeDeclarationSyntax or DelegateDeclarationSyntax);

    /// <summary>A type's own name.</summary>
    public static string NameOf(MemberDeclarationSyntax type) => type switch
    {
        BaseTypeDeclarationSyntax declared => declared.Identifier.Text,
        DelegateDeclarationSyntax declared => declared.Identifier.Text,
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
