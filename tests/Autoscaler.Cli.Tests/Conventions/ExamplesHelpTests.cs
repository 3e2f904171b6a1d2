using System.CommandLine;
using Autoscaler.Cli.Conventions;

namespace Autoscaler.Cli.Tests.Conventions;

public sealed class ExamplesHelpTests
{
    public static TheoryData<string> Commands()
    {
        using var nowhere = new StringWriter();
        return [.. Below(AutoscalerCli.Create(new CliConsole(nowhere, nowhere, isOutputTerminal: false, isErrorTerminal: false))).Select(CommandPath.Of)];
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task Help_OfEveryCommand_ShowsUsageAndExamplesAndNoError(string command)
    {
        var run = await CliRun.OfAsync($"{command} --help");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains("Description:", run.Output, StringComparison.Ordinal);
        Assert.Contains($" {command} ", run.Output, StringComparison.Ordinal);
        Assert.Contains("\nExample", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("  \n", run.Output.Split("Usage:")[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("apply")]
    [InlineData("get endpoints")]
    [InlineData("key create")]
    public async Task Help_BesideArgumentsThatAreWrong_IsShown(string command)
    {
        var run = await CliRun.OfAsync($"{command} --no-such-option --help");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains("Usage:", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Help_OfTheProgram_ListsCommandsWithoutTheirExamples()
    {
        var run = await CliRun.OfAsync("--help");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.DoesNotContain("Example", run.Output, StringComparison.Ordinal);
        Assert.All(["apply", "get", "describe", "events", "delete", "pause", "resume", "scale", "activate", "key"], verb => Assert.Contains($"\n  {verb}", run.Output, StringComparison.Ordinal));
    }

    private static IEnumerable<Command> Below(Command command) => command.Subcommands.SelectMany(static one => Below(one).Prepend(one));
}
