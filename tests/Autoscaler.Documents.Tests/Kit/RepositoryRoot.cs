namespace Autoscaler.Documents.Tests.Kit;

/// <summary>Finds files beside the code: the repository's root is the nearest folder above the tests that holds the solution.</summary>
internal static class RepositoryRoot
{
    public static string Path { get; } = Find(new DirectoryInfo(AppContext.BaseDirectory));

    /// <summary>The complete endpoint that the documentation refers to.</summary>
    public static string SampleEndpoint { get; } = System.IO.Path.Combine(Path, "samples", "endpoint.yaml");

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
