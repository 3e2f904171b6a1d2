using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime;
using Orleans.SingleProcess.Storage;
using Orleans.Storage;

namespace Orleans.SingleProcess;

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
        _storage ??= Find(activation);
        return new PersistentState<T>(activation, this, _storage);
    }

    private IGrainStorage Find(Activation activation)
    {
        var storage = activation.ActivationServices.GetKeyedService<IGrainStorage>(storageName ?? DefaultStorageName)
            ?? throw new OrleansException(
                $"Grain {activation.GrainId} keeps its state '{StateName}' in storage '{storageName ?? DefaultStorageName}', which is not registered.");
        return activation.Silo.Strict is { } strict ? new StrictGrainStorage(storage, strict.Serializer) : storage;
    }
}
