using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;

namespace Autoscaler.EndToEnd.Tests.Kit;

/// <summary>Keeps what a host logs that no busy machine explains: refusals between its own parts.</summary>
internal sealed class LoggedErrors
{
    private readonly FakeLogCollector _log = FakeLogCollector.Create(
        new FakeLogCollectorOptions { FilteredLevels = new HashSet<LogLevel> { LogLevel.Warning, LogLevel.Error, LogLevel.Critical } });

    public ILoggerProvider Provider => new FakeLoggerProvider(_log);

    // On a busy machine calls are late, and so are ticks.
    public IEnumerable<string> Lines =>
        from record in _log.GetSnapshot()
        where record.Exception is not (null or TimeoutException or OperationCanceledException)
        select $"{record.Category}: {record.Message} {record.Exception!.GetType().Name}: {record.Exception.Message}";

    /// <summary>Fails with every line in full, once.</summary>
    public void AssertNone()
    {
        var lines = Lines.ToList();
        _log.Clear();
        Assert.True(lines.Count == 0, string.Join('\n', lines));
    }
}
