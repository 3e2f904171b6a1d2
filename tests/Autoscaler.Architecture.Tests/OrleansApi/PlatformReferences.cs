using Microsoft.CodeAnalysis;

namespace Autoscaler.Architecture.Tests.OrleansApi;

/// <summary>The frameworks' assemblies, as references for a compilation.</summary>
internal static class PlatformReferences
{
    private const string BinaryContents = "System.Memory.Data";

    private static readonly ImmutableSortedDictionary<string, string> Platform =
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .GroupBy(static path => Path.GetFileNameWithoutExtension(path))
            .ToImmutableSortedDictionary(static group => group.Key, static group => group.First());

    /// <summary>.NET and ASP.NET Core, and what Orleans references of the packages beside them.</summary>
    public static ImmutableArray<MetadataReference> All { get; } =
    [
        .. Platform.Where(static assembly => assembly.Key == BinaryContents || IsFramework(assembly.Value)).Select(static assembly => MetadataReference.CreateFromFile(assembly.Value)),
    ];

    /// <summary>An assembly that the tests run with.</summary>
    public static MetadataReference Of(string assembly) => MetadataReference.CreateFromFile(Platform[assembly]);

    /// <summary>Whether an assembly is one of ASP.NET Core's.</summary>
    public static bool IsAspNetCore(MetadataReference reference) => IsIn(reference.Display!, "Microsoft.AspNetCore.App");

    private static bool IsFramework(string path) => IsIn(path, "Microsoft.NETCore.App") || IsIn(path, "Microsoft.AspNetCore.App");

    private static bool IsIn(string path, string framework) => path.Replace('\\', '/').Contains($"/{framework}/", StringComparison.Ordinal);
}
