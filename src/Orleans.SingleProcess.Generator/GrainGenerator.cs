using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Orleans.SingleProcess.Generator;

/// <summary>
/// Writes, for each grain or observer interface of the compilation, a reference class and one request class a method, and for the assembly a manifest by which
/// a host finds them.
/// </summary>
[Generator]
public sealed class GrainGenerator : IIncrementalGenerator
{
    private const string ManifestAttribute = "Orleans.SingleProcess.CodeGeneration.GrainManifestAttribute";

    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var interfaces = context.SyntaxProvider
            .CreateSyntaxProvider(
                static (node, _) => node is InterfaceDeclarationSyntax { BaseList: not null },
                static (syntax, token) => syntax.SemanticModel.GetDeclaredSymbol(syntax.Node, token) is INamedTypeSymbol symbol
                    && IsFirstDeclaration(symbol, syntax.Node)
                        ? InterfaceModel.From(symbol)
                        : null)
            .Where(static model => model is not null)
            .Select(static (model, _) => model!);
        var assembly = context.CompilationProvider.Select(static (compilation, _) => AssemblyModel.From(compilation, ManifestAttribute));

        context.RegisterSourceOutput(interfaces, static (output, model) => WriteInterface(output, model));
        context.RegisterSourceOutput(
            interfaces.Collect().Combine(assembly), static (output, both) => WriteManifest(output, both.Left, both.Right));
    }

    /// <summary>A partial interface is one interface.</summary>
    private static bool IsFirstDeclaration(INamedTypeSymbol symbol, SyntaxNode node)
    {
        var first = symbol.DeclaringSyntaxReferences
            .First(reference => reference.GetSyntax() is InterfaceDeclarationSyntax { BaseList: not null });
        return first.SyntaxTree == node.SyntaxTree && first.Span == node.Span;
    }

    private static void WriteInterface(SourceProductionContext output, InterfaceModel model)
    {
        foreach (var problem in model.Problems.Items)
        {
            output.ReportDiagnostic(problem.ToDiagnostic());
        }

        if (model.Problems.Items.IsEmpty)
        {
            output.AddSource($"{model.ProxyName}.g.cs", model.Source);
        }
    }

    private static void WriteManifest(SourceProductionContext output, ImmutableArray<InterfaceModel> interfaces, AssemblyModel assembly)
    {
        var usable = interfaces.Where(static model => model.Problems.Items.IsEmpty).OrderBy(static model => model.ProxyName, StringComparer.Ordinal);
        output.AddSource("GrainManifest.g.cs", ManifestWriter.Write(assembly, usable));
    }
}
