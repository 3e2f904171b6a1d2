namespace Orleans.SingleProcess.Storage;

/// <summary>What is to be done with one record.</summary>
internal sealed class SqliteOperation(SqliteVerb verb, string stateName, string grainId)
{
    private readonly TaskCompletionSource<SqliteOutcome> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public SqliteVerb Verb { get; } = verb;

    public string StateName { get; } = stateName;

    public string GrainId { get; } = grainId;

    /// <summary>The etag that the record must have; null means that there must be no record.</summary>
    public long? ExpectedEtag { get; init; }

    public byte[] Body { get; init; } = [];

    /// <summary>What came out, before it was committed; null until the operation has run.</summary>
    public SqliteOutcome? Outcome { get; set; }

    public Task<SqliteOutcome> Ended => _ended.Task;

    public void Complete() => _ended.SetResult(Outcome!);

    public void Fail(Exception exception) => _ended.SetException(exception);
}

/// <summary>What can be done with a record.</summary>
internal enum SqliteVerb
{
    Read,
    Write,
    Clear,
}

/// <summary>What came out of an operation.</summary>
/// <param name="Etag">The etag that is stored now; null when there is no record.</param>
/// <param name="Body">What was read; null when nothing was.</param>
/// <param name="IsStale">Whether a write or clear was refused because the etag was another.</param>
internal sealed record SqliteOutcome(long? Etag, byte[]? Body = null, bool IsStale = false);
