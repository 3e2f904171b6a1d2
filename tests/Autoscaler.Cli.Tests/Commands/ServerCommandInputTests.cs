namespace Autoscaler.Cli.Tests.Commands;

/// <summary>What the commands that speak to a server refuse before they do.</summary>
public sealed class ServerCommandInputTests
{
    [Theory]
    [InlineData("get endpoints A/b/c --phase gone --name N! --limit 0 --chunk-size 501 -o wide", 6)]
    [InlineData("get endpoints acme/chat --phase active --name ch", 2)]
    [InlineData("get tenants acme/chat", 1)]
    [InlineData("get slots ../v1", 1)]
    [InlineData("get decisions acme --component X --limit many", 3)]
    [InlineData("get changes a//b --limit 100001", 2)]
    [InlineData("describe endpoint acme", 1)]
    [InlineData("events acme/ --kinds decision,tick,pause -o csv", 4)]
    [InlineData("delete endpoint acme", 1)]
    [InlineData("delete tenant acme/chat", 1)]
    [InlineData("pause acme", 1)]
    [InlineData("resume a/b/c", 1)]
    [InlineData("scale acme C --copies -1 --for soon", 4)]
    [InlineData("scale acme/chat chat", 1)]
    [InlineData("scale acme/chat chat --end --copies 3", 1)]
    [InlineData("activate acme C --wait 30", 3)]
    [InlineData("key create --name ci --role owner --for 30 --tenant A -o text", 4)]
    [InlineData("key list --tenant A/b", 1)]
    [InlineData("cache receipt acme first -o csv", 3)]
    [InlineData("cache prebuild acme registry.example/x:1 --size-gb lots", 2)]
    [InlineData("describe cache acme", 1)]
    [InlineData("key revoke asp_k3f9w2x81abc_00 --tenant A", 2)]
    [InlineData("get endpoints --server nowhere --config /no/such/file", 2)]
    public async Task Run_BadInput_RefusesAllOfItAtOnce(string commandLine, int errors)
    {
        var run = await CliRun.OfAsync(commandLine);

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        var lines = run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.EndsWith(": the input cannot be used:", lines[0], StringComparison.Ordinal);
        Assert.StartsWith(lines[0].Split(':')[0], commandLine, StringComparison.Ordinal);
        Assert.Equal(errors, lines.Length - 1);
        Assert.All(lines[1..], static line => Assert.Matches("^  .+: expected .+; found .+$", line));
    }

    [Theory]
    [InlineData("get", "get: ")]
    [InlineData("get endpoint --no-such-option", "get endpoints: ")]
    [InlineData("describe endpoint", "describe endpoint: ")]
    [InlineData("apply", "apply: ")]
    [InlineData("key create --name x", "key create: ")]
    [InlineData("no-such-command", "autoscaler: ")]
    public async Task Run_NoSuchCommandOptionOrArgument_PointsToTheHelp(string commandLine, string begins)
    {
        var run = await CliRun.OfAsync(commandLine);

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.StartsWith(begins, run.Error, StringComparison.Ordinal);
        Assert.EndsWith("--help'.\n", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Revoke_ATokenInsteadOfAnId_IsNotShownAgain()
    {
        var run = await CliRun.OfAsync("key revoke asp_k3f9w2x81abc_secret");

        Assert.DoesNotContain("secret", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Apply_FilesWithErrors_AreToldTogetherWithTheirPlaces()
    {
        var run = await CliRun.OfAsync("apply -f /no/such/file.yaml -f - --server nowhere", new Dictionary<string, string>(), "endpoint: A/b\n---\nendpoint: a/b\nzones: 3\n", CancellationToken.None);

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains("  /no/such/file.yaml: ", run.Error, StringComparison.Ordinal);
        Assert.Contains("  stdin:1:11: endpoint.tenant: expected ", run.Error, StringComparison.Ordinal);
        Assert.Contains("  stdin:4:8: zones: expected ", run.Error, StringComparison.Ordinal);
        Assert.Contains("  --server: expected ", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Apply_TheSameEndpointInTwoFiles_IsRefused()
    {
        var folder = Directory.CreateTempSubdirectory("cli-apply");
        try
        {
            var file = Path.Combine(Repository, "samples", "endpoint.yaml");
            var copy = Path.Combine(folder.FullName, "copy.yaml");
            File.Copy(file, copy);

            var run = await CliRun.OfAsync($"apply -f {file} -f {copy}");

            Assert.Equal((2, ""), (run.ExitCode, run.Output));
            Assert.EndsWith($"  --filename: expected one spec for demo/chat; found {file} and {copy}\n", run.Error, StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static string Repository
    {
        get
        {
            var folder = new DirectoryInfo(AppContext.BaseDirectory);
            while (!File.Exists(Path.Combine(folder.FullName, "Autoscaler.sln")))
            {
                folder = folder.Parent ?? throw new DirectoryNotFoundException($"Expected Autoscaler.sln above {AppContext.BaseDirectory}; found none.");
            }

            return folder.FullName;
        }
    }
}
