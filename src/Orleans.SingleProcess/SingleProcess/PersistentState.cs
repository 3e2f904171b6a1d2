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
