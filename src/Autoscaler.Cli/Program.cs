using Autoscaler.Cli.Conventions;

namespace Autoscaler.Cli;

internal static class Program
{
    private static async Task<int> Main(string[] args)
    {
        using var interrupted = new CancellationTokenSource();
        Console.CancelKeyPress += (_, press) =>
        {
            // Whoever presses again will not wait.
            press.Cancel = !interrupted.IsCancellationRequested;
            interrupted.Cancel();
        };
        return await AutoscalerCli.RunAsync(args, CliConsole.OfProcess(), interrupted.Token);
    }
}
