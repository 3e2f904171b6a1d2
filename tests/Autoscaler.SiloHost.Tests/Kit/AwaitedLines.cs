using System.Text;

namespace Autoscaler.SiloHost.Tests.Kit;

/// <summary>Keeps the lines that are written to it, and tells when a line comes that a test waits for.</summary>
internal sealed class AwaitedLines : TextWriter
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly Lock _gate = new();
    private readonly List<string> _lines = [];
    private readonly List<(Func<string, bool> IsIt, TaskCompletionSource<string> Came)> _awaited = [];

    public override Encoding Encoding => Encoding.UTF8;

    public override void WriteLine(string? value)
    {
        lock (_gate)
        {
            _lines.Add(value ?? string.Empty);
            foreach (var (isIt, came) in _awaited)
            {
                if (isIt(value ?? string.Empty))
                {
                    came.TrySetResult(value ?? string.Empty);
                }
            }
        }
    }

    public override Task WriteLineAsync(string? value)
    {
        WriteLine(value);
        return Task.CompletedTask;
    }

    /// <summary>Ends when such a line is written; ask before it can be.</summary>
    public async Task<string> WaitForAsync(string what, Func<string, bool> isIt)
    {
        var came = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            _awaited.Add((isIt, came));
        }

        try
        {
            return await came.Task.WaitAsync(Patience, TimeProvider.System);
        }
        catch (TimeoutException)
        {
            throw new TimeoutException($"Expected {what} within {Patience}; found:\n{this}");
        }
    }

    public override string ToString()
    {
        lock (_gate)
        {
            return string.Join('\n', _lines);
        }
    }
}
