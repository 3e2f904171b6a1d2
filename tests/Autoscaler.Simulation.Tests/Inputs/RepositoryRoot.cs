namespace Autoscaler.Simulation.Tests.Inputs;

/// <summary>Finds files beside the code: the repository's root is the nearest folder above the tests that holds the solution.</summary>
internal static class RepositoryRoot
{
    public static string Path { get; } = Find(new DirectoryInfo(AppContext.BaseDirectory));

    /// <summary>The folder with the recorded traces, beside the repository; they are not part of it.</summary>
    public static string Traces { get; } = System.IO.Path.GetFullPath(System.IO.Path.Combine(Path, "..", "shared", "traces"));

    private static string Find(DirectoryInfo? folder)
    {
        for (; folder is not null; folder = folder.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "Autoscaler.sln")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException($"Autoscaler.sln is in no folder above {AppContext.BaseDirectory}.");
    }
}

/// <summary>A test of recorded traces, skipped where they are absent.</summary>
public sealed class RecordedTracesFactAttribute : FactAttribute
{
    public RecordedTracesFactAttribute()
    {
        if (!Directory.Exists(RepositoryRoot.Traces))
        {
            Skip = $"The recorded traces are absent: no folder {RepositoryRoot.Traces}.";
        }
    }
}
