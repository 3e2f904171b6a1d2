using System.Collections.Concurrent;
using System.Reflection;
using Orleans.Runtime;
using Orleans.SingleProcess.CodeGeneration;

namespace Orleans.SingleProcess;

/// <summary>The grain interfaces and classes of the program: those of every assembly that has a generated manifest and is loaded, or is named by one that is.</summary>
internal static class GrainCatalog
{
    private static readonly ConcurrentDictionary<Assembly, AssemblyGrains?> Known = new();
    private static readonly Assembly HostAssembly = typeof(GrainCatalog).Assembly;

    /// <summary>Reads the assemblies that are loaded now and those that their manifests name.</summary>
    public static IReadOnlyList<AssemblyGrains> Load()
    {
        var found = new List<AssemblyGrains>();
        var seen = new HashSet<Assembly>();
        var pending = new Queue<Assembly>(AppDomain.CurrentDomain.GetAssemblies());
        while (pending.TryDequeue(out var assembly))
        {
            if (!seen.Add(assembly) || Known.GetOrAdd(assembly, Read) is not { } grains)
            {
                continue;
            }

            found.Add(grains);
            foreach (var named in grains.References)
            {
                pending.Enqueue(Assembly.Load(named));
            }
        }

        found.Sort(static (left, right) => string.CompareOrdinal(left.Name, right.Name));
        return found;
    }

    private static AssemblyGrains? Read(Assembly assembly)
    {
        if (assembly.IsDynamic
            || (assembly != HostAssembly && !Array.Exists(assembly.GetReferencedAssemblies(), static name => name.Name == HostAssembly.GetName().Name)))
        {
            return null;
        }

        if (assembly.GetCustomAttribute<GrainManifestAttribute>() is not { } manifest)
        {
            return null;
        }

        var interfaces = new List<(Type, Func<GrainProxyTarget, GrainProxy>)>();
        ((IGrainManifest)Activator.CreateInstance(manifest.ManifestType, nonPublic: true)!).AddInterfaces((type, create) => interfaces.Add((type, create)));
        var classes = assembly.GetTypes()
            .Where(static type => type is { IsClass: true, IsAbstract: false, ContainsGenericParameters: false }
                && typeof(IGrain).IsAssignableFrom(type) && !typeof(GrainReference).IsAssignableFrom(type))
            .OrderBy(static type => type.FullName, StringComparer.Ordinal)
            .ToList();
        var references = assembly.GetCustomAttributes<GrainAssemblyAttribute>().Select(static reference => reference.AssemblyName).ToList();
        return new AssemblyGrains(assembly.GetName().Name!, interfaces, classes, references);
    }
}

/// <summary>What one assembly declares.</summary>
internal sealed record AssemblyGrains(
    string Name, IReadOnlyList<(Type Type, Func<GrainProxyTarget, GrainProxy> Create)> Interfaces, IReadOnlyList<Type> Classes, IReadOnlyList<string> References);
