using Microsoft.Extensions.Logging;

namespace Autoscaler.EndToEnd.Tests.Kit;

/// <summary>Keeps what a host logs that no busy machine explains: refusals between its own parts.</summary>
internal sealed class LoggedErrors : ILoggerProvider
{
    private readonly Lock _gate = new();
    private readonly List<string> _lines = [];

    public IReadOnlyList<string> Lines
    {
        get
        {
            lock (_gate)
            {
                return [.. _lines];
            }
        }
    }

    public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName);

    public void Dispose()
    {
    }

    private void Add(string line)
    {
        lock (_gate)
        {
            _lines.Add(line);
        }
    }

    private sealed class Logger(LoggedErrors errors, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            // On a busy machine calls are late, and so are ticks.
            if (IsEnabled(logLevel) && exception is not (null or TimeoutException or OperationCanceledException))
            {
                errors.Add($"{category}: {formatter(state, exception)} {exception.GetType().Name}: {exception.Message}");
            }
        }
    }
}
