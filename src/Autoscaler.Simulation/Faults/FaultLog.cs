using System.Globalization;
using Microsoft.Extensions.Logging;

namespace Autoscaler.Simulation.Faults;

/// <summary>Writes what the grains and their host log, with the host's virtual time, a line each.</summary>
internal sealed class FaultLog(TextWriter writer, Func<DateTimeOffset> now) : ILoggerFactory, ILogger
{
    public ILogger CreateLogger(string categoryName) => this;

    public void AddProvider(ILoggerProvider provider)
    {
    }

    public void Dispose()
    {
    }

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Debug;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        var cause = exception is null ? "" : $" {exception.GetType().Name}: {exception.Message}";
        writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{now():HH:mm:ss.fff} {logLevel} {formatter(state, exception)}{cause}"));
    }
}
