using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Autoscaler.Architecture.Tests.OrleansBuild;

/// <summary>The source generators of the frameworks that our code asks for by attributes.</summary>
internal static class FrameworkGenerators
{
    private static readonly ImmutableArray<string> Used =
        ["Microsoft.Extensions.Logging.Generators.dll", "System.Text.RegularExpressions.Generator.dll", "System.Text.Json.SourceGeneration.dll"];

    private static readonly Lazy<ImmutableArray<ISourceGenerator>> All = new(Load);

    public static Compilation Run(CSharpCompilation compilation, CSharpParseOptions options)
    {
        CSharpGeneratorDriver.Create(All.Value, parseOptions: options).RunGeneratorsAndUpdateCompilation(compilation, out var generated, out _);
        return generated;
    }

    private static ImmutableArray<ISourceGenerator> Load()
    {
        var paths = typeof(FrameworkGenerators).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(static attribute => attribute.Key == "FrameworkGenerators").Value!.Split(';');
        return
        [
            .. paths.Where(static path => Used.Contains(Path.GetFileName(path)))
                .SelectMany(static path => new AnalyzerFileReference(path, new Loader()).GetGenerators(LanguageNames.CSharp)),
        ];
    }

    private sealed class Loader : IAnalyzerAssemblyLoader
    {
        public void AddDependencyLocation(string fullPath)
        {
        }

        public Assembly LoadFromPath(string fullPath) => Assembly.LoadFrom(fullPath);
    }
}
