namespace Orleans.Core;

/// <summary>A stored record.</summary>
public interface IStorage
{
    /// <summary>The version that was read or written last; null when no record is stored.</summary>
    string? Etag { get; }

    /// <summary>Whether a record is stored.</summary>
    bool RecordExists { get; }

    /// <summary>Removes the record.</summary>
    /// <exception cref="Storage.InconsistentStateException">Another writer was first.</exception>
    Task ClearStateAsync();

    /// <summary>Stores the state.</summary>
    /// <exception cref="Storage.InconsistentStateException">Another writer was first.</exception>
    Task WriteStateAsync();

    /// <summary>Reads the record again; what was not written is lost.</summary>
    Task ReadStateAsync();

    /// <summary>Removes the record.</summary>
    Task ClearStateAsync(CancellationToken cancellationToken) => ClearStateAsync();

    /// <summary>Stores the state.</summary>
    Task WriteStateAsync(CancellationToken cancellationToken) => WriteStateAsync();

    /// <summary>Reads the record again; what was not written is lost.</summary>
    Task ReadStateAsync(CancellationToken cancellationToken) => ReadStateAsync();
}

/// <summary>A stored record with a state of this type.</summary>
public interface IStorage<TState> : IStorage
{
    /// <summary>The state in memory; a change is stored by <see cref="IStorage.WriteStateAsync()"/> only.</summary>
    TState State { get; set; }
}
