using Autoscaler.SiloHost.Options;

namespace Autoscaler.SiloHost.Tests.Options;

public sealed class CommandLineTests
{
    [Fact]
    public void Parse_Nothing_TakesTheDefaults()
    {
        var command = CommandLine.Parse([]);

        Assert.Equal(new SiloHostOptions { Speed = GrainRuntime.Traits.DefaultSpeed, Seed = 1, DataFolder = null }, command.Options);
        Assert.Empty(command.Errors);
    }

    [Theory]
    [InlineData("1", 1d)]
    [InlineData("0x10", null)]
    [InlineData("3600", 3600d)]
    [InlineData("2.5", 2.5)]
    [InlineData("0.99", null)]
    [InlineData("3600.1", null)]
    [InlineData("NaN", null)]
    [InlineData("fast", null)]
    public void Parse_Speed_AcceptsItsRangeOnly(string text, double? expected)
    {
        var command = CommandLine.Parse(["--speed", text]);

        Assert.Equal(expected, command.Options?.Speed);
        Assert.Equal(expected is null, command.Errors.Contains($"--speed: expected simulated seconds in a real one, 1 to 3600; found '{text}'"));
    }

    [Fact]
    public void Parse_SeveralErrors_TellsAllOfThem()
    {
        var file = typeof(CommandLineTests).Assembly.Location;

        var command = CommandLine.Parse(["--speed", "0", "--seed", "-1", "--data", file]);

        Assert.Null(command.Options);
        Assert.Collection(
            command.Errors,
            static error => Assert.StartsWith("--speed:", error, StringComparison.Ordinal),
            static error => Assert.StartsWith("--seed:", error, StringComparison.Ordinal),
            static error => Assert.StartsWith("--data:", error, StringComparison.Ordinal));
    }

    [Fact]
    public void Parse_AnUnknownOption_IsRefused() => Assert.NotEmpty(CommandLine.Parse(["--sped", "3"]).Errors);

    [Fact]
    public void Parse_Help_IsAnswered() => Assert.Contains("--speed", CommandLine.Parse(["--help"]).Help, StringComparison.Ordinal);

    [Fact]
    public async Task RunAsync_BadOptions_EndsWith2AndSaysAllOfThem()
    {
        using var output = new StringWriter();
        using var error = new StringWriter();

        var exit = await SiloHostProgram.RunAsync(["--speed", "x", "--seed", "y"], output, error, TimeProvider.System);

        Assert.Equal(2, exit);
        Assert.Empty(output.ToString());
        Assert.Contains("--speed", error.ToString(), StringComparison.Ordinal);
        Assert.Contains("--seed", error.ToString(), StringComparison.Ordinal);
    }
}
