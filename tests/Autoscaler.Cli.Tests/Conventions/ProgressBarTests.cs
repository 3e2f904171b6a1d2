using Autoscaler.Cli.Conventions;

namespace Autoscaler.Cli.Tests.Conventions;

public sealed class ProgressBarTests
{
    [Fact]
    public async Task RunAsync_NotATerminal_WritesNothingAndReturnsTheResult()
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var console = new CliConsole(output, error, isOutputTerminal: false, isErrorTerminal: false);

        var result = await console.Progress.RunAsync(
            "replay",
            (report, _) =>
            {
                report(0.5);
                return 42;
            },
            CancellationToken.None);

        Assert.Equal(42, result);
        Assert.Empty(output.ToString());
        Assert.Empty(error.ToString());
    }

    [Fact]
    public async Task RunAsync_WorkThatFails_FailsWithItsException()
    {
        using var output = new StringWriter();
        var console = new CliConsole(output, output, isOutputTerminal: false, isErrorTerminal: false);

        await Assert.ThrowsAsync<InvalidDataException>(() =>
            console.Progress.RunAsync("replay", Fail, CancellationToken.None));
    }

    private static int Fail(Action<double> progress, CancellationToken cancellationToken) => throw new InvalidDataException("bad");
}
