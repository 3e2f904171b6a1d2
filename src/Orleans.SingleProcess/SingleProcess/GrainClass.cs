using System.Collections.Concurrent;
using System.Reflection;
using Orleans.Concurrency;
using Orleans.Runtime;

namespace Orleans.SingleProcess;

/// <summary>A grain class in one host, with the directory of its activations.</summary>
internal sealed class GrainClass
{
    private readonly ConcurrentDictionary<string, Activation> _activations = new(StringComparer.Ordinal);

    // In simulations only.
    private List<Activation>? _seconds;

    public GrainClass(Silo silo, Type type)
    {
        Silo = silo;
        Type = type;
        GrainType = GrainType.Create(NameOf(type));
        IsReentrant = Attribute.IsDefined(type, typeof(ReentrantAttribute), inherit: true);
        IsOwn = type.Assembly == typeof(GrainClass).Assembly;
        IsFilter = typeof(IIncomingGrainCallFilter).IsAssignableFrom(type);
        CollectAfterSeconds = Attribute.IsDefined(type, typeof(KeepAliveAttribute), inherit: true) ? null : silo.Timing.CollectionSeconds;
    }

    private GrainClass(Silo silo)
    {
        Silo = silo;
        Type = typeof(IGrainObserver);
        GrainType = GrainType.Create("sys.observer");
        IsOfObservers = true;
    }

    public Silo Silo { get; }

    /// <summary>Whether it stands for the observers outside of grains. They are added, never activated by a call.</summary>
    public bool IsOfObservers { get; }

    public Type Type { get; }

    public GrainType GrainType { get; }

    public bool IsReentrant { get; }

    /// <summary>Made at the first activation: a class that cannot be built fails its own callers only.</summary>
    public GrainActivator Activator => field ??= new GrainActivator(Type);

    /// <summary>Whether it is a part of the host: filters do not see its calls.</summary>
    public bool IsOwn { get; }

    /// <summary>Whether its grains filter their own calls.</summary>
    public bool IsFilter { get; }

    /// <summary>How long an activation must have been idle to be given up; null for never.</summary>
    public int? CollectAfterSeconds { get; }

    public int ActivationCount => _activations.Count;

    /// <summary>All activations, in no order.</summary>
    public IEnumerable<Activation> Unordered
    {
        get
        {
            foreach (var pair in _activations)
            {
                yield return pair.Value;
            }

            foreach (var second in _seconds ?? [])
            {
                yield return second;
            }
        }
    }

    public Activation? Find(string key) => _activations.GetValueOrDefault(key);

    /// <summary>The class that stands for a host's observers.</summary>
    public static GrainClass ForObservers(Silo silo) => new(silo);

    public void Add(Activation activation) => _activations[activation.Key] = activation;

    public Activation GetOrAdd(string key) =>
        _activations.TryGetValue(key, out var found)
            ? found
            : _activations.GetOrAdd(key, static (added, grainClass) => new Activation(grainClass, added), this);

    /// <summary>Adds an activation of a grain that has one already; calls do not find it here.</summary>
    public void AddSecond(Activation activation) => (_seconds ??= []).Add(activation);

    public void Remove(Activation activation)
    {
        if (!_activations.TryRemove(new KeyValuePair<string, Activation>(activation.Key, activation)))
        {
            _seconds?.Remove(activation);
        }
    }

    /// <summary>All activations, in the order of their keys.</summary>
    public List<Activation> Activations()
    {
        var all = _activations.Select(pair => pair.Value).ToList();
        all.Sort(static (left, right) => string.CompareOrdinal(left.Key, right.Key));
        return all;
    }

    /// <summary>The method of the class that implements an interface's method.</summary>
    public MethodInfo ImplementationOf(MethodInfo method)
    {
        if (!method.DeclaringType!.IsAssignableFrom(Type))
        {
            return method;
        }

        var map = Type.GetInterfaceMap(method.DeclaringType);
        return map.TargetMethods[Array.IndexOf(map.InterfaceMethods, method)];
    }

    /// <summary>The name in ids, as Orleans makes it: lower case, without arity and the suffix "Grain".</summary>
    private static string NameOf(Type type)
    {
        const string Suffix = "grain";
#pragma warning disable CA1308 // Orleans' ids are in lower case.
        var name = type.Name.ToLowerInvariant();
#pragma warning restore CA1308
        return name.Length > Suffix.Length && name.EndsWith(Suffix, StringComparison.Ordinal) ? name[..^Suffix.Length] : name;
    }
}
