using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Orleans.SingleProcess.Generator;

namespace Orleans.SingleProcess.Tests;

public sealed class GrainGeneratorTests
{
    [Theory]
    [InlineData("OSP0001", "public interface IBad : IGrainWithStringKey { int Get(); }")]
    [InlineData("OSP0001", "public interface IBad : IGrainWithStringKey { void Get(); }")]
    [InlineData("OSP0002", "public interface IBad : IGrainWithStringKey { int Value { get; } }")]
    [InlineData("OSP0002", "public interface IBad : IGrainWithStringKey { event System.Action Changed; }")]
    [InlineData("OSP0003", "public interface IBad : IGrainWithStringKey { Task GetAsync(ref int value); }")]
    [InlineData("OSP0004", "public interface IBad<T> : IGrainWithStringKey { Task GetAsync(T value); }")]
    [InlineData("OSP0004", "public interface IBad : IGrainWithStringKey { Task GetAsync<T>(T value); }")]
    [InlineData("OSP0005", "public class Outer { private interface IBad : IGrainWithStringKey { Task GetAsync(); } }")]
    [InlineData("OSP0005", "file interface IBad : IGrainWithStringKey { Task GetAsync(); }")]
    [InlineData("OSP0006", "public interface IBad : IGrainWithStringKey { [ResponseTimeout(\"soon\")] Task GetAsync(); }")]
    public void Generate_InterfaceIsNoGrainInterface_IsAnError(string id, string source)
    {
        var (diagnostics, _) = Run(source);

        var found = Assert.Single(diagnostics, diagnostic => diagnostic.Id == id);
        Assert.Equal(DiagnosticSeverity.Error, found.Severity);
    }

    [Theory]
    [InlineData("public interface IFine : IGrainWithStringKey { Task<string?> GetAsync(string? name, int? count, params string[] rest); }")]
    [InlineData("public interface IFine : IGrainWithStringKey { ValueTask DoAsync(); ValueTask<(int A, string? B)> GetAsync(); Task @class(); }")]
    [InlineData("public interface IParent : IGrain { Task BaseAsync(); } public interface IFine : IParent, IGrainWithStringKey { Task ChildAsync(int n = 3); }")]
    [InlineData("public partial interface IFine : IGrainWithStringKey { Task AAsync(); } public partial interface IFine : IGrainWithStringKey { Task BAsync(); }")]
    [InlineData("public interface IFine : IGrainWithStringKey { Task GetAsync(int a); Task GetAsync(string a); Task GetAsync(System.Threading.CancellationToken t); }")]
    [InlineData("internal class Outer { internal interface IFine : IGrainWithStringKey { Task GetAsync() => Task.CompletedTask; } }")]
    [InlineData("public interface IFine : IGrainObserver { void Tell(string text); Task AskAsync(int? n, string? text); }")]
    [InlineData("public interface IFine : IGrainWithStringKey { [ResponseTimeout(\"00:00:10\")] Task<(int, string?)[]> GetAsync(System.Collections.Generic.List<string?> a, (int A, string? B) b); }")]
    [InlineData("public interface INotAGrain { int Value { get; } } public interface IOther : INotAGrain { }")]
    public void Generate_InterfaceIsFine_TheResultCompilesWithoutWarnings(string source)
    {
        var (diagnostics, compilation) = Run(source);

        Assert.Empty(diagnostics);
        Assert.Empty(compilation.GetDiagnostics().Where(static diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning));
    }

    private static (IReadOnlyList<Diagnostic> Diagnostics, Compilation Compilation) Run(string source)
    {
        var text = $"#nullable enable\nusing System.Threading.Tasks;\nusing Orleans;\nnamespace Test;\n{source}\n";
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Append(typeof(IGrain).Assembly.Location)
            .Distinct()
            .Select(static path => MetadataReference.CreateFromFile(path));
        var options = new CSharpParseOptions(LanguageVersion.Preview);
        var compilation = CSharpCompilation.Create(
            "Test",
            [CSharpSyntaxTree.ParseText(text, options)],
            references,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        CSharpGeneratorDriver.Create([new GrainGenerator().AsSourceGenerator()], parseOptions: options)
            .RunGeneratorsAndUpdateCompilation(compilation, out var generated, out var diagnostics);
        return (diagnostics, generated);
    }
}
