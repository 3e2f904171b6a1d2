using Spectre.Console;

namespace Autoscaler.Cli.Conventions;

/// <summary>Shows how far a long piece of work has come: on a terminal, on the error stream, and only when it takes over a second.</summary>
internal sealed class ProgressBar(IAnsiConsole console, bool isTerminal, TimeProvider time)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Refresh = TimeSpan.FromMilliseconds(100);

    /// <summary>Runs work on another thread and shows the share it reports.</summary>
    /// <param name="title">What is being done.</param>
    /// <param name="work">The work; it reports the share done, 0 to 1.</param>
    /// <param name="cancellationToken">Passed to the work.</param>
    public Task<T> RunAsync<T>(string title, Func<Action<double>, CancellationToken, T> work, CancellationToken cancellationToken) =>
        RunAsync(title, (progress, token) => Task.FromResult(work(progress, token)), cancellationToken);

    /// <inheritdoc cref="RunAsync{T}(string, Func{Action{double}, CancellationToken, T}, CancellationToken)"/>
    public async Task<T> RunAsync<T>(string title, Func<Action<double>, CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        var doneRatio = 0d;
        var running = Task.Run(() => work(ratio => Volatile.Write(ref doneRatio, ratio), cancellationToken), cancellationToken);
        if (isTerminal && !await EndsWithinAsync(running, Patience))
        {
            await console.Progress().AutoClear(true).StartAsync(async context =>
            {
                var bar = context.AddTask(Markup.Escape(title), maxValue: 1);
                while (!await EndsWithinAsync(running, Refresh))
                {
                    bar.Value = Volatile.Read(ref doneRatio);
                }
            });
        }

        return await running;
    }

    private async Task<bool> EndsWithinAsync(Task running, TimeSpan wait)
    {
        var ended = await Task.WhenAny(running, Task.Delay(wait, time, CancellationToken.None));
        return ended == running;
    }
}
