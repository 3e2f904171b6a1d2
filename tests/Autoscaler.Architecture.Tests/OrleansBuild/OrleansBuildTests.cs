using Autoscaler.Architecture.Tests.OrleansApi;
using Microsoft.CodeAnalysis;

namespace Autoscaler.Architecture.Tests.OrleansBuild;

/// <summary>
/// Compiles every project that has <c>*.Orleans.cs</c> files, with all that it references, as <c>-p:GrainRuntime=Orleans</c> would, where Orleans' packages are not
/// served. It proves that those files, and the grain code below them, compile without warnings against the real Orleans.Core.Abstractions (and
/// Orleans.TestingHost) and against <see cref="OrleansAssemblies"/>' declarations of the rest. It does not prove that those declarations are right
/// (<see cref="PackageDeclarationTests"/> says what is checked of them), that the packages restore, that Orleans' analyzers and code generator, which do not
/// run here, are content, nor anything of what the program does. Components in <c>.razor</c> files are not compiled.
/// </summary>
public sealed class OrleansBuildTests
{
    private const string Pattern = ".Orleans.cs";

    private static readonly OrleansCompilation Build = new();

    private static ImmutableArray<ProjectFile> Projects { get; } =
        [.. Repository.Projects.Where(static project => project.Sources.Any(static source => source.Path.EndsWith(Pattern, StringComparison.Ordinal)))];

    [Fact]
    public void Projects_WithFilesOfTheOrleansBuild_CompileWithoutWarnings()
    {
        Assert.NotEmpty(Projects);
        var wrong = Projects.SelectMany(Build.Compile).SelectMany(Wrongs).Distinct().ToList();
        Assert.True(wrong.Count == 0, $"Expected the Orleans build to compile; found:\n{string.Join('\n', wrong)}");
    }

    [Fact]
    public void Files_OfTheOrleansBuild_AreAllCompiled() => Assert.Equal(
        Repository.FilesUnder(Repository.Root, Pattern).Select(Repository.Relative).Order(StringComparer.Ordinal),
        Projects.SelectMany(static project => project.Sources)
            .Select(static source => source.Path)
            .Where(static path => path.EndsWith(Pattern, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal));

    [Theory]
    [InlineData("Orleans.Hosting.SqliteGrainStorageExtensions.AddSqliteGrainStorage(silo, \"name\", null!);", "CS0234")]
    [InlineData("_ = typeof(Orleans.SingleProcess.CallCycleException);", "CS0234")]
    [InlineData("Orleans.Hosting.CoreHostingExtensions.UseLocalhostClustering(silo, port: 1);", "CS1739")]
    [InlineData("Orleans.Hosting.CoreHostingExtensions.AddDistributedGrainDirectory(silo);", "ORLEANSEXP003")]
    public void Build_CodeThatOrleansDoesNotAllow_Fails(string statement, string id)
    {
        var project = Projects.First(static project => project.Name == "Autoscaler.SiloHost");
        var compilation = Build.CompileWith(project, $"internal static class Added {{ public static void Do(Orleans.Hosting.ISiloBuilder silo) {{ {statement} }} }}");
        Assert.Contains(Wrongs(compilation), wrong => wrong.Contains(id, StringComparison.Ordinal));
    }

    [Fact]
    public void CompileItems_OfProgramsAndTheirLibraries_FollowTheNamesOfFiles() => Assert.Empty(Repository.Projects
        .Where(static project => !project.IsTest || Projects.Contains(project))
        .SelectMany(static project => project.Xml.Descendants("Compile"))
        .Where(static item => item.Attribute("Remove")?.Value is not { } removed || !(removed.EndsWith(Pattern, StringComparison.Ordinal) || removed.EndsWith(".SingleProcess.cs", StringComparison.Ordinal)))
        .Select(static item => $"expected only X.Orleans.cs and X.SingleProcess.cs to be left out of a build; found {item}"));

    private static IEnumerable<string> Wrongs(Compilation compilation) =>
        compilation.GetDiagnostics().Where(static diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning && !diagnostic.IsSuppressed).Select(static diagnostic => diagnostic.ToString());
}
