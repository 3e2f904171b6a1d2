namespace Autoscaler.Journal.Sqlite;

/// <summary>Something to be done on a connection's thread.</summary>
/// <param name="What">What it is, for who reads that it failed.</param>
/// <param name="Run">Does it.</param>
/// <param name="CancellationToken">Takes it back while it has not begun.</param>
internal sealed record SqliteWork(string What, Action<JournalTables> Run, CancellationToken CancellationToken)
{
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Ended => _ended.Task;

    public void Complete() => _ended.TrySetResult();

    public void Fail(Exception exception) => _ended.TrySetException(exception);

    public void Cancel() => _ended.TrySetCanceled(CancellationToken);
}
