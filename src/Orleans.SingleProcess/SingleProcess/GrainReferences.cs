using System.Collections.Frozen;
using Orleans.Runtime;
using Orleans.SingleProcess.CodeGeneration;

namespace Orleans.SingleProcess;

/// <summary>Makes references: knows which class serves an interface in one host.</summary>
internal sealed class GrainReferences : IClusterClient
{
    private readonly Silo _silo;
    private readonly FrozenDictionary<Type, GrainInterface> _interfaces;
    private readonly FrozenDictionary<string, GrainClass> _classes;

    public GrainReferences(Silo silo, IReadOnlyList<AssemblyGrains> assemblies)
    {
        _silo = silo;
        Observers = new ObserverDirectory(silo);
        var classes = assemblies.SelectMany(static assembly => assembly.Classes).Select(type => new GrainClass(silo, type)).ToList();
        Classes = [.. classes.OrderBy(static grainClass => grainClass.Type.FullName, StringComparer.Ordinal)];
        ThrowIfAmbiguous(Classes);
        _classes = Classes.ToFrozenDictionary(static grainClass => grainClass.GrainType.ToString()!, StringComparer.Ordinal);
        _interfaces = assemblies.SelectMany(static assembly => assembly.Interfaces).ToFrozenDictionary(
            static declared => declared.Type,
            declared => new GrainInterface(declared.Create, [.. Classes.Where(grainClass => declared.Type.IsAssignableFrom(grainClass.Type))]));
    }

    /// <summary>The host's grain classes, in the order of their names.</summary>
    public IReadOnlyList<GrainClass> Classes { get; }

    public ObserverDirectory Observers { get; }

    public IServiceProvider ServiceProvider => _silo.Services;

    public TGrainInterface GetGrain<TGrainInterface>(string primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithStringKey =>
        (TGrainInterface)(object)Create(typeof(TGrainInterface), primaryKey, grainClassNamePrefix);

    public IGrain GetGrain(Type grainInterfaceType, string grainPrimaryKey) => (IGrain)(object)Create(grainInterfaceType, grainPrimaryKey, null);

    public TGrainInterface GetGrain<TGrainInterface>(GrainId grainId)
        where TGrainInterface : IAddressable =>
        (TGrainInterface)Create(typeof(TGrainInterface), ClassOf(grainId), grainId.Key.ToString());

    public TGrainObserverInterface CreateObjectReference<TGrainObserverInterface>(IGrainObserver obj)
        where TGrainObserverInterface : IGrainObserver
    {
        ArgumentNullException.ThrowIfNull(obj);
        if (obj is GrainReference or IGrainBase or not TGrainObserverInterface)
        {
            throw new ArgumentException(
                $"{obj.GetType()} cannot be observed through {typeof(TGrainObserverInterface)}: expected an object outside of grains that implements it.", nameof(obj));
        }

        var found = InterfaceOf(typeof(TGrainObserverInterface));
        return (TGrainObserverInterface)(object)found.Create(new GrainProxyTarget(Observers.Class, Observers.Add(obj)));
    }

    public void DeleteObjectReference<TGrainObserverInterface>(IGrainObserver obj)
        where TGrainObserverInterface : IGrainObserver
    {
        ArgumentNullException.ThrowIfNull(obj);
        Observers.Remove(obj);
    }

    /// <summary>A reference through this interface.</summary>
    public object Create(Type interfaceType, GrainClass grainClass, string key) =>
        interfaceType.IsAssignableFrom(grainClass.Type) || (grainClass.IsOfObservers && typeof(IGrainObserver).IsAssignableFrom(interfaceType))
            ? InterfaceOf(interfaceType).Create(new GrainProxyTarget(grainClass, key))
            : throw new ArgumentException($"Grain class {grainClass.Type} does not implement {interfaceType}.", nameof(interfaceType));

    /// <summary>A reference through any of the class's interfaces.</summary>
    public GrainReference Untyped(GrainClass grainClass, string key)
    {
        if (grainClass.IsOfObservers)
        {
            throw new NotSupportedException($"Observer {key} has no reference but the one that it was made with.");
        }

        foreach (var implemented in grainClass.Type.GetInterfaces())
        {
            if (_interfaces.TryGetValue(implemented, out var found))
            {
                return found.Create(new GrainProxyTarget(grainClass, key));
            }
        }

        throw new OrleansException($"Grain class {grainClass.Type} implements no grain interface that a reference was generated for.");
    }

    /// <summary>The class of another host in this one.</summary>
    public GrainClass SameClass(GrainClass other) => other.IsOfObservers ? Observers.Class : Classes.First(grainClass => grainClass.Type == other.Type);

    private static void ThrowIfAmbiguous(IReadOnlyList<GrainClass> classes)
    {
        var same = classes.GroupBy(static grainClass => grainClass.GrainType).FirstOrDefault(static group => group.Count() > 1);
        if (same is not null)
        {
            throw new OrleansException(
                $"{same.Count()} grain classes have the type '{same.Key}' in their ids, so their grains could not be told apart: "
                + string.Join(", ", same.Select(static grainClass => grainClass.Type.FullName)));
        }
    }

    private GrainProxy Create(Type interfaceType, string key, string? classNamePrefix)
    {
        ArgumentNullException.ThrowIfNull(interfaceType);
        ArgumentException.ThrowIfNullOrEmpty(key);
        var found = InterfaceOf(interfaceType);
        var grainClass = found.Classes.Length == 1 && classNamePrefix is null ? found.Classes[0] : Choose(interfaceType, found, classNamePrefix);
        return found.Create(new GrainProxyTarget(grainClass, key));
    }

    private static GrainClass Choose(Type interfaceType, GrainInterface found, string? classNamePrefix)
    {
        var matching = found.Classes
            .Where(grainClass => classNamePrefix is null || grainClass.Type.FullName!.StartsWith(classNamePrefix, StringComparison.Ordinal))
            .ToList();
        return matching.Count == 1
            ? matching[0]
            : throw new ArgumentException(
                $"{matching.Count} grain classes implement {interfaceType} (name prefix: {classNamePrefix ?? "none"}); expected one. "
                + $"Found: {string.Join(", ", matching.Select(static grainClass => grainClass.Type.FullName))}.",
                nameof(classNamePrefix));
    }

    private GrainInterface InterfaceOf(Type interfaceType) =>
        _interfaces.TryGetValue(interfaceType, out var found)
            ? found
            : throw new ArgumentException(
                $"No reference was generated for {interfaceType}; its project must say <UsesGrainApi>true</UsesGrainApi>.", nameof(interfaceType));

    /// <summary>The class whose grains have the type of the id.</summary>
    public GrainClass ClassOf(GrainId grainId) =>
        _classes.TryGetValue(grainId.Type.ToString() ?? "", out var found)
            ? found
            : throw new ArgumentException($"No grain class has the type of id {grainId}.", nameof(grainId));

    private sealed record GrainInterface(Func<GrainProxyTarget, GrainProxy> Create, GrainClass[] Classes);
}
