namespace Autoscaler.Cli.Tests.Commands;

public sealed class DoctorCommandTests : IDisposable
{
    private readonly string _file = Path.GetTempFileName();

    public void Dispose() => File.Delete(_file);

    [Fact]
    public async Task Doctor_OfAFileWithErrors_RefusesWithAllOfThemAndChecksNothing()
    {
        await File.WriteAllTextAsync(_file, """
            { "Logging": {}, "Aws": { "Fleet": "My Fleet", "Metrics": { "Namespace": "x" }, "Ec2": { "Subnets": { "us-east-1a": "vpc-1" }, "MachineImages": { "*": "ami-00000000000000001" } } } }
            """);

        var run = await CliRun.OfAsync($"doctor --config {_file}");

        Assert.Equal(2, run.ExitCode);
        Assert.Empty(run.Output);
        Assert.Equal(
            [
                "doctor: the input cannot be used:",
                $"  {_file}: Fleet: expected 1 to 32 lower-case letters, digits and hyphens; found 'My Fleet'",
                $"  {_file}: Ec2.Subnets.us-east-1a: expected a subnet as subnet-0123456789abcdef0; found 'vpc-1'",
                $"  {_file}: Ec2.SecurityGroups: expected 1 to 5 security groups; found '0'",
                $"  {_file}: Ec2.InstanceProfile: expected the name of an instance profile; found nothing",
                $"  {_file}: Agent: expected its options; found nothing",
            ],
            run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public async Task Doctor_OfAMisspeltOption_NamesIt()
    {
        await File.WriteAllTextAsync(_file, """{ "fleat": "a" }""");

        var run = await CliRun.OfAsync($"doctor --config {_file}");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("fleat", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Doctor_OfAFileThatIsNotThere_SaysSo()
    {
        var run = await CliRun.OfAsync("doctor --config /nowhere/aws.json");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("--config: expected a file that can be read; found '/nowhere/aws.json'", run.Error, StringComparison.Ordinal);
    }
}
