using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace Autoscaler.Journal.Tests.Kit;

/// <summary>A logger whose lines a test can wait for.</summary>
internal sealed class SaidLines<T> : ILogger<T>
{
    private readonly Channel<string> _lines = Channel.CreateUnbounded<string>();

    public bool IsSilent => _lines.Reader.Count == 0;

    public Task<string> NextAsync() => _lines.Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(30));

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        _lines.Writer.TryWrite($"{logLevel}: {formatter(state, exception)} {exception?.Message}".TrimEnd());
}
