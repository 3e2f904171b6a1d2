using Autoscaler.SiloHost.Options;
using Microsoft.Extensions.Configuration;

namespace Autoscaler.SiloHost.Tests.Options;

public sealed class SiloHostSettingsTests
{
    [Fact]
    public void Read_ErrorsOfEveryKind_TellsAllOfThemOnce()
    {
        var errors = Read(["--speed", "0", "--Cluster:SiloPort=x", "--Cluster:GatewayPort=0", "--cluster:Reminders"], "Production").Errors;

        Assert.Contains("--speed: expected simulated seconds in a real one, 1 to 3600; found '0'", errors);
        Assert.Contains("--cluster:Reminders: expected --cluster:Reminders=VALUE; found '--cluster:Reminders'", errors);
        Assert.Contains("Cluster:SiloPort: expected a whole number; found 'x'", errors);
        Assert.Contains("Cluster:GatewayPort: expected 1 to 65535; found '0'", errors);
        Assert.Contains(errors, static error => error.Contains("found 'memory in the environment Production'", StringComparison.Ordinal));
        Assert.Equal(errors.Distinct().Count(), errors.Length);
        Assert.Single(errors, static error => error.StartsWith("--speed:", StringComparison.Ordinal));
    }

    [Fact]
    public void Read_ArgumentsOfTheConfiguration_GoThere()
    {
        var settings = Read(["--seed", "7", "--Cluster:ClusterId=blue", "--cluster:membership:probetimeout=00:00:03"], "Development");

        Assert.Empty(settings.Errors);
        Assert.Equal((7ul, "blue", TimeSpan.FromSeconds(3)), (settings.Options.Seed, settings.Options.Cluster.ClusterId, settings.Options.Cluster.Membership.ProbeTimeout));
    }

    [Fact]
    public void Read_ValuesOfTheConfiguration_AreNamedByTheirPlaceThere()
    {
        var errors = Read([], "Development", new() { ["Autoscaler:Speed"] = "0", ["Urls"] = "x" }).Errors;

        Assert.Equal(["Autoscaler:Speed", "Urls"], errors.Select(static error => error[..error.IndexOf(": ", StringComparison.Ordinal)]));
    }

    [Fact]
    public void Read_AwsWithoutItsSection_SaysAllThatIsMissing()
    {
        var settings = Read(["--cloud", "aws", "--speed", "3", "--demo", "on", "--Aws:TokenSecret=short", "--Aws:Ec2:Subnets:us-east-1a=net", "--Aws:Ec3=x"], "Production");

        string[] expected =
        [
            "--speed: expected 1, with --cloud aws; found '3'", "--demo: expected off, with --cloud aws; found 'on'", "--data: expected a folder", "Aws:TokenSecret: expected at least 32 bytes; found '5 characters'",
            "Aws:Ec3: expected one of", "Aws:Ec2.Subnets.us-east-1a: expected a subnet", "Aws:Ec2.SecurityGroups: expected", "Aws:Ec2.MachineImages: expected", "Aws:Ec2.InstanceProfile: expected",
            "Aws:Agent.Source: expected", "Aws:Agent.Sha256: expected", "Aws:Agent.ApiUrl: expected",
        ];
        Assert.All(expected, error => Assert.Contains(settings.Errors, found => found.StartsWith(error, StringComparison.Ordinal)));
        Assert.DoesNotContain(settings.Errors, static error => error.Contains("short", StringComparison.Ordinal));
    }

    [Fact]
    public void Read_Aws_RunsInRealTimeWithoutTheDemo()
    {
        var options = Read(["--cloud", "aws"], "Development").Options;

        Assert.Equal((1d, false), (options.Speed, options.PlaysDemo));
    }

    private static SiloHostSettings Read(string[] args, string environment, Dictionary<string, string?>? values = null)
    {
        var command = CommandLine.Parse(args);
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(values ?? []).AddInMemoryCollection(command.Configuration).Build();
        return SiloHostSettings.Read(command, configuration, environment);
    }
}
