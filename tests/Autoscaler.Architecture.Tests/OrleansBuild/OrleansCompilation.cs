using System.Reflection;
using Autoscaler.Architecture.Tests.OrleansApi;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Autoscaler.Architecture.Tests.OrleansBuild;

/// <summary>Projects compiled from their sources as the Orleans build would: with its files, without those of the other build, against Orleans' assemblies.</summary>
internal sealed class OrleansCompilation
{
    private const string OtherRuntime = "Orleans.SingleProcess";
    private const string OtherRuntimesName = "SingleProcess";
    private const string OtherRuntimesFiles = $".{OtherRuntimesName}.cs";

    // The version that builds give all assemblies; built ones ask for it.
    private const string Version = "[assembly: System.Reflection.AssemblyVersion(\"1.0.0.0\")]\n";

    // What Orleans' packages bring of ASP.NET Core to a project that does not reference that framework.
    private static readonly string[] BroughtByOrleans = ["Microsoft.Extensions.", "Microsoft.AspNetCore.Connections.Abstractions"];

    // The build leaves these out: two on missing documentation, two on versions of assemblies.
    private static readonly ImmutableDictionary<string, ReportDiagnostic> LeftOut =
        new[] { "CS1591", "CS1573", "CS1701", "CS1702" }.ToImmutableDictionary(static id => id, static _ => ReportDiagnostic.Suppress);

    private static readonly CSharpParseOptions ParseOptions = new(LanguageVersion.CSharp14, DocumentationMode.Diagnose);

    private readonly Dictionary<string, Compilation> _done = [];

    /// <summary>A project and all that it references, what is referenced first.</summary>
    public IEnumerable<Compilation> Compile(ProjectFile project) =>
        Closure(project).AsEnumerable().Reverse().Where(static one => !HasComponents(one)).Select(CompileOne);

    /// <summary>A project with one more file.</summary>
    public Compilation CompileWith(ProjectFile project, string source) => CompileOne(project).AddSyntaxTrees(CSharpSyntaxTree.ParseText(source, ParseOptions));

    private Compilation CompileOne(ProjectFile project)
    {
        if (!_done.TryGetValue(project.Name, out var compilation))
        {
            compilation = FrameworkGenerators.Run(
                CSharpCompilation.Create(
                    NameOf(project),
                    SourcesOf(project),
                    FrameworkOf(project).Concat(PackagesOf(project)).Concat(OrleansOf(project)).Concat(ProjectsOf(project)),
                    new CSharpCompilationOptions(
                        BuildItems.Property(project, "OutputType") == "Exe" ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary,
                        nullableContextOptions: NullableContextOptions.Enable,
                        specificDiagnosticOptions: LeftOut,
                        warningLevel: int.MaxValue)),
                ParseOptions);
            _done.Add(project.Name, compilation);
        }

        return compilation;
    }

    private static IEnumerable<SyntaxTree> SourcesOf(ProjectFile project)
    {
        var friends = BuildItems.Includes(project, "InternalsVisibleTo").Select(static name => $"[assembly: System.Runtime.CompilerServices.InternalsVisibleTo(\"{name}\")]\n");
        return project.Sources.Where(static source => !source.Path.EndsWith(OtherRuntimesFiles, StringComparison.Ordinal))
            .Select(static source => CSharpSyntaxTree.ParseText(File.ReadAllText(Path.Combine(Repository.Root, source.Path)), ParseOptions, source.Path))
            .Append(CSharpSyntaxTree.ParseText(GlobalUsings.Of(project) + Version + string.Concat(friends), ParseOptions));
    }

    private IEnumerable<MetadataReference> ProjectsOf(ProjectFile project) =>
        Closure(project).Skip(1).Select(MetadataReference (one) => HasComponents(one) ? Built(one) : CompileOne(one).ToMetadataReference());

    // What turns components into C# is not run here; the build has done it.
    private static bool HasComponents(ProjectFile project) => Repository.FilesUnder(project.Folder, ".razor").Any();

    private static PortableExecutableReference Built(ProjectFile project)
    {
        var configuration = typeof(OrleansCompilation).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;
        return MetadataReference.CreateFromFile(Path.Combine(project.Folder, "bin", OtherRuntimesName, configuration, "net10.0", $"{NameOf(project)}.dll"));
    }

    private static string NameOf(ProjectFile project) => BuildItems.Property(project, "AssemblyName") is { Length: > 0 } name ? name : project.Name;

    private static IEnumerable<MetadataReference> FrameworkOf(ProjectFile project)
    {
        var isWhole = Closure(project).Any(static one => GlobalUsings.IsWeb(one) || BuildItems.Includes(one, "FrameworkReference").Contains("Microsoft.AspNetCore.App"));
        return isWhole
            ? PlatformReferences.All
            : PlatformReferences.All.Where(static reference => !PlatformReferences.IsAspNetCore(reference)
                || BroughtByOrleans.Any(name => Path.GetFileName(reference.Display)!.StartsWith(name, StringComparison.Ordinal)));
    }

    private static IEnumerable<MetadataReference> PackagesOf(ProjectFile project) => PackageAssets
        .AssembliesOf(project, Closure(project).SelectMany(static one => BuildItems.Includes(one, "PackageReference")))
        .Select(static path => MetadataReference.CreateFromFile(path));

    private static IEnumerable<MetadataReference> OrleansOf(ProjectFile project)
    {
        var names = Closure(project)
            .SelectMany(static one => BuildItems.Includes(one, "PackageReference").SelectMany(OrleansPackages.AssembliesOf))
            .ToHashSet();
        var missing = names.Except(OrleansAssemblies.All.Select(static assembly => assembly.Name)).ToList();
        return missing.Count == 0
            ? OrleansAssemblies.All.Where(assembly => names.Contains(assembly.Name)).Select(static assembly => assembly.Reference)
            : throw new NotSupportedException($"{project.Path}: expected declarations of {string.Join(", ", missing)} in {Repository.Relative(OrleansAssemblies.Folder)}; found none.");
    }

    // The project itself, then those that it references, each before what it references itself.
    private static List<ProjectFile> Closure(ProjectFile project)
    {
        var direct = BuildItems.Includes(project, "ProjectReference")
            .Select(static path => Path.GetFileNameWithoutExtension(path.Replace('\\', '/')))
            .Where(static name => !name.StartsWith(OtherRuntime, StringComparison.Ordinal))
            .Select(static name => Repository.Projects.Single(one => one.Name == name));
        var lists = direct.Select(Closure).ToList();
        return [project, .. lists.SelectMany(static list => list).Reverse().DistinctBy(static one => one.Name).Reverse()];
    }
}
