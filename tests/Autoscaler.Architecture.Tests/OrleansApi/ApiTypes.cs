using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Autoscaler.Architecture.Tests.OrleansApi;

/// <summary>The types of the Orleans API: as Orleans declares them, and as our one-process host does.</summary>
internal static class ApiTypes
{
    private const string HostAssembly = "Orleans.SingleProcess";

    private static readonly Lazy<ImmutableArray<INamedTypeSymbol>> OurTypes = new(ReadOurs);
    private static readonly Lazy<ILookup<string, INamedTypeSymbol>> OrleansTypes = new(static () =>
        OrleansAssemblies.Symbols.SelectMany(static assembly => Below(assembly.GlobalNamespace)).Where(IsVisible).ToLookup(ApiText.NameOf));

    /// <summary>What our host declares in Orleans' namespaces, sorted by name.</summary>
    public static ImmutableArray<INamedTypeSymbol> Ours => OurTypes.Value;

    /// <summary>What Orleans declares, by name; a name that several of its assemblies use has several types.</summary>
    public static ILookup<string, INamedTypeSymbol> Orleans => OrleansTypes.Value;

    /// <summary>Whether a type is read from Orleans itself.</summary>
    public static bool IsReal(INamedTypeSymbol type) => OrleansAssemblies.All.Any(assembly => assembly.IsReal && assembly.Name == type.ContainingAssembly.Name);

    /// <summary>Whether a namespace is one of Orleans', and not our host's own.</summary>
    public static bool IsOrleans(string space) =>
        (IsSameOrBelow(space, "Orleans") || IsSameOrBelow(space, "Microsoft.Extensions.Hosting")) && !IsSameOrBelow(space, HostAssembly);

    private static bool IsVisible(INamedTypeSymbol type) => ApiText.IsVisible(type) && (type.ContainingType is not { } outer || IsVisible(outer));

    private static bool IsSameOrBelow(string space, string root) => space == root || space.StartsWith($"{root}.", StringComparison.Ordinal);

    private static ImmutableArray<INamedTypeSymbol> ReadOurs()
    {
        var reference = PlatformReferences.Of(HostAssembly);
        var reader = CSharpCompilation.Create("Reader", null, PlatformReferences.All.Append(reference));
        var assembly = (IAssemblySymbol)reader.GetAssemblyOrModuleSymbol(reference)!;
        return
        [
            .. Below(assembly.GlobalNamespace)
                .Where(static type => IsVisible(type) && IsOrleans(type.ContainingNamespace.ToDisplayString()))
                .OrderBy(ApiText.NameOf, StringComparer.Ordinal),
        ];
    }

    private static IEnumerable<INamedTypeSymbol> Below(INamespaceOrTypeSymbol parent) => parent.GetMembers().OfType<INamespaceOrTypeSymbol>()
        .SelectMany(static child => child is INamedTypeSymbol type ? Below(child).Prepend(type) : Below(child));
}
