using System.Reflection;
using Microsoft.CodeAnalysis;

namespace Autoscaler.Architecture.Tests.OrleansApi;

/// <summary>An Orleans assembly: the one that a package holds, or, where the package is not served everywhere, declarations of the part that is used.</summary>
/// <param name="Name">The assembly's name.</param>
/// <param name="Reference">The assembly, or the compiled declarations.</param>
/// <param name="Errors">What is wrong with the declarations.</param>
/// <param name="IsReal">Whether it is the package's own.</param>
internal sealed record OrleansAssembly(string Name, MetadataReference Reference, ImmutableArray<Diagnostic> Errors, bool IsReal)
{
    /// <summary>Where the real assembly is.</summary>
    /// <exception cref="FileNotFoundException">It was not downloaded.</exception>
    public static string PathOf(string name)
    {
        var path = typeof(OrleansAssembly).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == name).Value!;
        return File.Exists(path) ? path : throw new FileNotFoundException($"{name}: expected the assembly that the build downloads; no file {path}.", path);
    }
}
