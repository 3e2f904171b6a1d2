namespace Autoscaler.Architecture.Tests.Kit;

/// <summary>The checkout that the tests look at.</summary>
internal static class Repository
{
    private static readonly string[] CodeFolders = ["src", "silo-host", "tests", "docs/samples"];
    private static readonly Lazy<ImmutableArray<ProjectFile>> AllProjects = new(ReadProjects);
    private static readonly Lazy<ImmutableArray<SourceFile>> AllSources = new(() => [.. Projects.SelectMany(project => project.Sources)]);

    /// <summary>Its root folder.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>Every project, sorted by name.</summary>
    public static ImmutableArray<ProjectFile> Projects => AllProjects.Value;

    /// <summary>Every source file of every project.</summary>
    public static ImmutableArray<SourceFile> Sources => AllSources.Value;

    /// <summary>Files under a folder with an extension, what a build made left out, sorted.</summary>
    public static IEnumerable<string> FilesUnder(string folder, string extension)
    {
        var files = Directory.EnumerateFiles(folder, $"*{extension}");
        var below = Directory.EnumerateDirectories(folder)
            .Where(static child => Path.GetFileName(child) is not ("bin" or "obj" or "node_modules" or "TestResults"))
            .SelectMany(child => FilesUnder(child, extension));
        return files.Concat(below).Order(StringComparer.Ordinal);
    }

    /// <summary>A path from the root, with slashes.</summary>
    public static string Relative(string path) => Path.GetRelativePath(Root, path).Replace('\\', '/');

    private static string FindRoot()
    {
        for (var folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (File.Exists(Path.Combine(folder, "Autoscaler.sln")))
            {
                return folder;
            }
        }

        throw new InvalidOperationException($"Expected Autoscaler.sln above {AppContext.BaseDirectory}; found none.");
    }

    private static ImmutableArray<ProjectFile> ReadProjects() =>
    [
        .. CodeFolders
            .Select(folder => Path.Combine(Root, folder))
            .Where(Directory.Exists)
            .SelectMany(folder => FilesUnder(folder, ".csproj"))
            .Select(static path => new ProjectFile(path))
            .OrderBy(static project => project.Name, StringComparer.Ordinal),
    ];
}
