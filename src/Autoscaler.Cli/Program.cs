using Autoscaler.Cli.Conventions;

namespace Autoscaler.Cli;

internal static class Program
{
    private static async Task<int> Main(string[] args)
    {
        using var interrupted = new CancellationTokenSource();
        Console.CancelKeyPress += (_, press) =>
        {
            press.Cancel = true;
            interrupted.Cancel();
        };
        return await AutoscalerCli.RunAsync(args, CliConsole.OfProcess(), interrupted.Token);
    }
}
