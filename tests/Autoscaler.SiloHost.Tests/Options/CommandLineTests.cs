using Autoscaler.SiloHost.Options;

namespace Autoscaler.SiloHost.Tests.Options;

public sealed class CommandLineTests
{
    [Fact]
    public void Parse_Nothing_SetsNothing()
    {
        var command = CommandLine.Parse([]);

        Assert.Empty(command.Configuration);
        Assert.Empty(command.Errors);
        Assert.Null(command.Help);
    }

    [Fact]
    public void Parse_EveryOption_BecomesAValueOfTheConfiguration()
    {
        var command = CommandLine.Parse(
            ["--cloud", "simulated", "--speed", "60", "--seed", "7", "--data", "d", "--urls", "http://127.0.0.1:0", "--demo=off", "--reset-admin-key", "--Cluster:ClusterId=a=b", "--kestrel:Limits:X=1"]);

        Assert.Empty(command.Errors);
        Assert.Equal(
            [
                ("Autoscaler:Cloud", "simulated"), ("Autoscaler:Data", "d"), ("Autoscaler:Demo", "off"), ("Autoscaler:ResetAdminKey", "on"), ("Autoscaler:Seed", "7"), ("Autoscaler:Speed", "60"),
                ("Cluster:ClusterId", "a=b"), ("kestrel:Limits:X", "1"), ("Urls", "http://127.0.0.1:0"),
            ],
            command.Configuration.Select(static value => (value.Key, value.Value!)).OrderBy(static value => value.Key, StringComparer.OrdinalIgnoreCase));
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

        (string Option, string Value)[] wrong = [("--speed", "x"), ("--seed", "y"), ("--cloud", "azure"), ("--demo", "maybe"), ("--urls", "here")];

        var exit = await SiloHostProgram.RunAsync([.. wrong.Select(static one => $"{one.Option}={one.Value}")], output, error, TimeProvider.System);

        Assert.Equal(2, exit);
        Assert.Empty(output.ToString());
        foreach (var (option, _) in wrong)
        {
            Assert.Contains($"  {option}: expected ", error.ToString(), StringComparison.Ordinal);
        }
    }
}
