using System.Text.Json;

namespace Autoscaler.Architecture.Tests.OrleansBuild;

/// <summary>The assemblies of packages that restoring a project found.</summary>
internal static class PackageAssets
{
    private const string Framework = "net10.0";

    private static readonly string[] GrainRuntimes = ["SingleProcess", "Orleans"];

    /// <summary>What the compiler is given of some packages and of all that they depend on.</summary>
    /// <param name="project">The project whose restore is read.</param>
    /// <param name="packages">The packages.</param>
    /// <exception cref="FileNotFoundException">The project was not restored.</exception>
    public static IEnumerable<string> AssembliesOf(ProjectFile project, IEnumerable<string> packages)
    {
        using var assets = JsonDocument.Parse(File.ReadAllText(PathOf(project)));
        var root = assets.RootElement.GetProperty("packageFolders").EnumerateObject().First().Name;
        var libraries = assets.RootElement.GetProperty("libraries");
        var found = assets.RootElement.GetProperty("targets").GetProperty(Framework).EnumerateObject()
            .ToDictionary(static library => library.Name.Split('/')[0], static library => library, StringComparer.OrdinalIgnoreCase);

        var assemblies = new List<string>();
        var known = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var open = new Queue<string>(packages);
        while (open.TryDequeue(out var name))
        {
            if (!known.Add(name) || !found.TryGetValue(name, out var library))
            {
                continue;
            }

            var folder = Path.Combine(root, libraries.GetProperty(library.Name).GetProperty("path").GetString()!);
            assemblies.AddRange(Names(library.Value, "compile").Where(static file => file.EndsWith(".dll", StringComparison.Ordinal)).Select(file => Path.Combine(folder, file)));
            foreach (var dependency in Names(library.Value, "dependencies"))
            {
                open.Enqueue(dependency);
            }
        }

        return assemblies;
    }

    private static List<string> Names(JsonElement library, string property) =>
        library.TryGetProperty(property, out var value) ? value.EnumerateObject().Select(static one => one.Name).ToList() : [];

    private static string PathOf(ProjectFile project) =>
        GrainRuntimes.Select(runtime => Path.Combine(project.Folder, "obj", runtime, "project.assets.json")).FirstOrDefault(File.Exists)
        ?? throw new FileNotFoundException($"{project.Path}: expected to be restored before it is compiled here; run dotnet build Autoscaler.sln.");
}
