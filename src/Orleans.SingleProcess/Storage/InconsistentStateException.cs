using Orleans.Runtime;

namespace Orleans.Storage;

/// <summary>A write was refused because the record has another version than the writer expected.</summary>
[GenerateSerializer]
[Alias("Orleans.Storage.InconsistentStateException")]
public class InconsistentStateException : OrleansException
{
    /// <summary>An exception without a message of its own.</summary>
    public InconsistentStateException()
    {
    }

    /// <summary>An exception with a message.</summary>
    public InconsistentStateException(string message)
        : base(message)
    {
    }

    /// <summary>An exception with a message and its cause.</summary>
    public InconsistentStateException(string message, Exception? innerException)
        : base(message, innerException!)
    {
    }

    /// <summary>An exception that names both versions; null means no record.</summary>
    public InconsistentStateException(string errorMsg, string? storedEtag, string? currentEtag)
        : base($"{errorMsg} Stored etag: {storedEtag ?? "none"}; expected: {currentEtag ?? "none"}.")
    {
        StoredEtag = storedEtag;
        CurrentEtag = currentEtag;
    }

    /// <summary>Whether it has not left the activation yet whose state is stale.</summary>
    [Id(0)]
    internal bool IsSourceActivation { get; set; } = true;

    /// <summary>The version that is stored; null when no record is.</summary>
    [Id(1)]
    public string? StoredEtag { get; }

    /// <summary>The version that the writer expected; null when it expected no record.</summary>
    [Id(2)]
    public string? CurrentEtag { get; }
}
