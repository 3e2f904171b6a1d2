using Autoscaler.EndToEnd.Tests.Kit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Autoscaler.EndToEnd.Tests.Scenarios;

public sealed class ReachTests(OneHost host) : Scenario(host)
{
    [Fact]
    public async Task AServerThatIsNotThere_IsNamedOnce()
    {
        var nobody = new CliUser($"http://127.0.0.1:{FreePort.Find()}", Host.Admin.Key);

        var get = await nobody.RunAsync("get endpoints");
        var apply = await nobody.RunAsync("apply -f -", Specs.Yaml("reach/a") + "---\n" + Specs.Yaml("reach/b"));
        var events = await nobody.RunAsync("events --follow");

        Assert.Equal((1, ""), (get.ExitCode, get.Output));
        Assert.Equal($"get endpoints: The server {nobody.Server} could not be reached: Connection refused\n", get.Error);
        Assert.Equal((1, ""), (apply.ExitCode, apply.Output));
        Assert.Equal($"apply reach/a: The server {nobody.Server} could not be reached: Connection refused\napply: not tried: reach/b\n", apply.Error);
        Assert.Equal((1, ""), (events.ExitCode, events.Output));
    }

    [Fact]
    public async Task AServerOfSomethingElse_IsNotTakenForAnEmptyOne()
    {
        await using var other = await OtherServerAsync();
        var user = new CliUser(other.Urls.Single(), Host.Admin.Key);

        foreach (var command in new[] { "get endpoints", "get endpoint acme/chat", "describe endpoint acme/chat", "events", "delete endpoint acme/chat", "apply -f -" })
        {
            var run = await user.RunAsync(command, Specs.Yaml("acme/chat"));
            Assert.Equal((1, ""), (run.ExitCode, run.Output));
            Assert.Contains("<html>Welcome</html>", run.Error, StringComparison.Ordinal);
        }

        // Behind this path it says 404 to everything, as web servers do, and that is no word of an endpoint.
        var absent = await (user with { Server = $"{user.Server}/absent" }).RunAsync("apply -f -", Specs.Yaml("acme/chat"));
        Assert.Equal((1, "", "apply acme/chat: Not Found (HTTP 404)\n"), (absent.ExitCode, absent.Output, absent.Error));

        // And this one sends elsewhere; the key does not go along.
        var moved = await (user with { Server = $"{user.Server}/moved" }).RunAsync("get endpoints");
        Assert.Equal(1, moved.ExitCode);
        Assert.Contains("sends elsewhere, to https://elsewhere.example/; give the server's own address (HTTP 301)", moved.Error, StringComparison.Ordinal);

        // Another API's JSON.
        var json = await (user with { Server = $"{user.Server}/json" }).RunAsync("get endpoints");
        Assert.Equal((1, "", "get endpoints: /v1/endpoints: expected an answer of this release's API; found another\n"), (json.ExitCode, json.Output, json.Error));
    }

    [Theory]
    [InlineData("get endpoints")]
    [InlineData("apply -f -")]
    [InlineData("describe endpoint acme/chat")]
    [InlineData("events --follow")]
    [InlineData("activate acme/chat llm")]
    public async Task ACommandThatIsInterrupted_EndsWith130AndNoStack(string commandLine)
    {
        using var interrupted = new CancellationTokenSource();
        await interrupted.CancelAsync();

        var run = await Host.Admin.RunAsync(commandLine, Specs.Yaml("reach-interrupted/a"), interrupted.Token);

        Assert.Equal((130, "", ""), (run.ExitCode, run.Output, run.Error));
    }

    [Fact]
    public async Task AWaitThatIsInterrupted_EndsWith130AndTheDeletionGoesOn()
    {
        await Host.PutAsync("reach-wait/a");
        using var interrupt = new CancellationTokenSource();
        using var output = new AwaitedLines();
        using var error = new AwaitedLines();
        var begun = output.WaitForAsync("the deletion's beginning", static line => line == "endpoint reach-wait/a is being deleted");
        var running = Host.Admin.StartAsync("delete endpoint reach-wait/a --wait", output, error, interrupt.Token);
        await begun;
        await interrupt.CancelAsync();

        // It may have been deleted before anybody could interrupt.
        Assert.True(await running is 130 or 0);
        Assert.Equal("", error.ToString());
        Assert.NotEqual(0, (await Host.Admin.RunAsync("pause reach-wait/a")).ExitCode);
    }

    private static async Task<WebApplication> OtherServerAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var server = builder.Build();
        server.Urls.Add("http://127.0.0.1:0");
        server.Map("/absent/{**rest}", static () => Results.NotFound());
        server.Map("/moved/{**rest}", static () => Results.Redirect("https://elsewhere.example/", permanent: true));
        server.Map("/json/{**rest}", static () => Results.Json(new { hello = "world" }));
        server.MapFallback(static () => Results.Text("<html>Welcome</html>", "text/html"));
        await server.StartAsync();
        return server;
    }
}
