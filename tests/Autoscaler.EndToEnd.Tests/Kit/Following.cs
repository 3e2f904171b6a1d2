namespace Autoscaler.EndToEnd.Tests.Kit;

/// <summary>A command that follows something, until it is interrupted.</summary>
internal sealed class Following : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly CancellationTokenSource _interrupt = new();
    private readonly AwaitedLines _output = new();
    private readonly AwaitedLines _error = new();
    private Task<int>? _running;

    public string Output => _output.ToString();

    public string Error => _error.ToString();

    /// <summary>Begins to follow events.</summary>
    /// <param name="user">Who.</param>
    /// <param name="commandLine">The command, without <c>--follow</c>.</param>
    public static Following Start(CliUser user, string commandLine)
    {
        var following = new Following();
        following._running = user.StartAsync($"{commandLine} --follow", following._output, following._error, following._interrupt.Token);
        return following;
    }

    /// <summary>Ends when such a line is on the output; ask before it can be.</summary>
    public Task<string> WaitForAsync(string what, Func<string, bool> isIt) => UntilAsync(_output.WaitForAsync(what, isIt));

    /// <summary>Ends when such a line is on the error stream; ask before it can be.</summary>
    public Task<string> WaitForErrorAsync(string what, Func<string, bool> isIt) => UntilAsync(_error.WaitForAsync(what, isIt));

    /// <summary>Waits until it ends by itself.</summary>
    /// <returns>The exit code.</returns>
    public Task<int> EndAsync() => _running!.WaitAsync(Patience, TimeProvider.System);

    /// <summary>Presses Ctrl-C.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> InterruptAsync()
    {
        await _interrupt.CancelAsync();
        return await _running!;
    }

    public async ValueTask DisposeAsync()
    {
        await InterruptAsync();
        _interrupt.Dispose();
        await _output.DisposeAsync();
        await _error.DisposeAsync();
    }

    // A command that has ended writes nothing more.
    private async Task<string> UntilAsync(Task<string> line)
    {
        var first = await Task.WhenAny(line, _running!);
        return first == line || line.IsCompleted ? await line : throw new InvalidOperationException($"Expected the command to go on; it ended with {await _running!}:\n{Output}\n{Error}");
    }
}
