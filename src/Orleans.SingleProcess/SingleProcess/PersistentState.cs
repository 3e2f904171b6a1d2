using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime;
using Orleans.Storage;

namespace Orleans.SingleProcess;

/// <summary>A grain's record, whatever the type of its state.</summary>
internal abstract class PersistentState
{
    public abstract Task ReadStateAsync();
}

/// <summary>A grain's record. It is also what the storage reads into, which saves an object for each activation.</summary>
internal sealed class PersistentState<T>(Activation owner, StateSlot<T> slot, IGrainStorage storage) : PersistentState, IPersistentState<T>, IGrainState<T>
{
    private T? _state;
    private bool _isSet;

    public T State
    {
        get
        {
            if (!_isSet)
            {
                State = DefaultState<T>.Create();
            }

            return _state!;
        }

        set
        {
            _state = value;
            _isSet = true;
        }
    }

    public string? Etag { get; private set; }

    public bool RecordExists { get; private set; }

    string? IGrainState<T>.ETag
    {
        get => Etag;
        set => Etag = value;
    }

    bool IGrainState<T>.RecordExists
    {
        get => RecordExists;
        set => RecordExists = value;
    }

    T? IGrainState<T>.State
    {
        get => State;
        set
        {
            _state = value;
            _isSet = value is not null;
        }
    }

    public override Task ReadStateAsync() => ReadStateAsync(CancellationToken.None);

    public Task ReadStateAsync(CancellationToken cancellationToken) => storage.ReadStateAsync(slot.StateName, owner.GrainId, this, cancellationToken);

    public Task WriteStateAsync() => WriteStateAsync(CancellationToken.None);

    public Task WriteStateAsync(CancellationToken cancellationToken) => storage.WriteStateAsync(slot.StateName, owner.GrainId, this, cancellationToken);

    public Task ClearStateAsync() => ClearStateAsync(CancellationToken.None);

    public Task ClearStateAsync(CancellationToken cancellationToken) => storage.ClearStateAsync(slot.StateName, owner.GrainId, this, cancellationToken);
}

/// <summary>A constructor parameter that takes a record, shared by all activations of the class.</summary>
internal abstract class StateSlot
{
    public abstract PersistentState Create(Activation activation);
}

/// <inheritdoc/>
internal sealed class StateSlot<T>(string stateName, string? storageName) : StateSlot
{
    private const string DefaultStorageName = "Default";

    private IGrainStorage? _storage;

    public string StateName { get; } = stateName;

    public override PersistentState Create(Activation activation)
    {
        _storage ??= activation.ActivationServices.GetKeyedService<IGrainStorage>(storageName ?? DefaultStorageName)
            ?? throw new OrleansException(
                $"Grain {activation.GrainId} keeps its state '{StateName}' in storage '{storageName ?? DefaultStorageName}', which is not registered.");
        return new PersistentState<T>(activation, this, _storage);
    }
}

/// <summary>The state of a grain without a record: from the parameterless constructor, else an object with all fields at their defaults, as in Orleans.</summary>
internal static class DefaultState<T>
{
    private static readonly ConstructorInfo? Constructor =
        typeof(T).GetConstructor(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance, Type.EmptyTypes);

    public static T Create() =>
        typeof(T).IsValueType ? default!
        : Constructor is not null ? (T)Constructor.Invoke(null)
        : (T)RuntimeHelpers.GetUninitializedObject(typeof(T));
}
