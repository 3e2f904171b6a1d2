using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace Autoscaler.Architecture.Tests.OrleansApi;

/// <summary>
/// Orleans, as far as this repository uses it. Two of its assemblies are real. The others are declared in <c>Packages</c>, a file for each, in C# with bodies that
/// throw: a declaration there is written from Orleans' documentation and public sources, and held against what the real assemblies reference.
/// </summary>
internal static class OrleansAssemblies
{
    public const string CoreAbstractions = "Orleans.Core.Abstractions";
    public const string TestingHost = "Orleans.TestingHost";

    // Orleans' assemblies all have this version; without it the real ones would not find the declared ones.
    private const string Head = """
        global using System;
        global using System.Collections.Generic;
        global using System.Threading;
        global using System.Threading.Tasks;
        [assembly: System.Reflection.AssemblyVersion("10.0.0.0")]
        """;

    // An assembly comes after those that it references.
    private static readonly ImmutableArray<string> Names =
    [
        "Orleans.Serialization.Abstractions",
        "Orleans.Serialization",
        CoreAbstractions,
        "Orleans.Core",
        "Orleans.Runtime",
        "Orleans.Reminders",
        "Orleans.Persistence.Memory",
        TestingHost,
        "Orleans.Persistence.DynamoDB",
        "Orleans.Reminders.DynamoDB",
        "Orleans.Clustering.DynamoDB",
        "Azure.Core",
        "Azure.Identity",
        "Azure.Data.Tables",
        "Orleans.Clustering.AzureStorage",
        "Orleans.Connections.Security",
    ];

    private static readonly ImmutableArray<string> Real = [CoreAbstractions, TestingHost];

    private static readonly Lazy<ImmutableArray<OrleansAssembly>> AllAssemblies = new(Build);
    private static readonly Lazy<ImmutableArray<IAssemblySymbol>> AllSymbols = new(ReadSymbols);

    /// <summary>Where the declarations are.</summary>
    public static string Folder { get; } = Path.Combine(Repository.Root, "tests", "Autoscaler.Architecture.Tests", "OrleansApi", "Packages");

    public static ImmutableArray<OrleansAssembly> All => AllAssemblies.Value;

    /// <summary>What <see cref="All"/> declare, in the same order.</summary>
    public static ImmutableArray<IAssemblySymbol> Symbols => AllSymbols.Value;

    private static ImmutableArray<OrleansAssembly> Build()
    {
        var built = ImmutableArray.CreateBuilder<OrleansAssembly>();
        foreach (var name in Names)
        {
            built.Add(Real.Contains(name) ? Download(name) : Declare(name, built));
        }

        return built.ToImmutable();
    }

    private static OrleansAssembly Download(string name) => new(name, MetadataReference.CreateFromFile(OrleansAssembly.PathOf(name)), [], IsReal: true);

    private static OrleansAssembly Declare(string name, IEnumerable<OrleansAssembly> below)
    {
        var path = Path.Combine(Folder, $"{name}.txt");
        var parse = new CSharpParseOptions(LanguageVersion.Preview);
        var compilation = CSharpCompilation.Create(
            name,
            [CSharpSyntaxTree.ParseText(SourceText.From(File.ReadAllText(path)), parse, Repository.Relative(path)), CSharpSyntaxTree.ParseText(Head, parse)],
            PlatformReferences.All.Concat(below.Select(static assembly => assembly.Reference)),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        var errors = compilation.GetDiagnostics().Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
        return new(name, compilation.ToMetadataReference(), [.. errors], IsReal: false);
    }

    private static ImmutableArray<IAssemblySymbol> ReadSymbols()
    {
        var reader = CSharpCompilation.Create("Reader", null, PlatformReferences.All.Concat(All.Select(static assembly => assembly.Reference)));
        return [.. All.Select(assembly => (IAssemblySymbol)reader.GetAssemblyOrModuleSymbol(assembly.Reference)!)];
    }
}
