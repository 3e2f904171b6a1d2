using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Orleans.SingleProcess.Generator;

/// <summary>The compilation's name and the referenced assemblies that have grains.</summary>
internal sealed record AssemblyModel(string Name, EquatableList<string> GrainAssemblies)
{
    public static AssemblyModel From(Compilation compilation, string manifestAttribute) =>
        new(
            compilation.AssemblyName ?? "",
            new EquatableList<string>(compilation.SourceModule.ReferencedAssemblySymbols
                .Where(assembly => assembly.GetAttributes().Any(attribute => attribute.AttributeClass?.ToDisplayString() == manifestAttribute))
                .Select(static assembly => assembly.Name)
                .OrderBy(static name => name, StringComparer.Ordinal)
                .ToImmutableArray()));
}
