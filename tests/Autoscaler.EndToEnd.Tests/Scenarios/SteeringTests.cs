using Autoscaler.EndToEnd.Tests.Kit;

namespace Autoscaler.EndToEnd.Tests.Scenarios;

public sealed class SteeringTests(OneHost host) : Scenario(host)
{
    [Fact]
    public async Task Pause_ThenResume_IsShownEverywhere()
    {
        await Host.PutAsync("steer-pause/a");

        Assert.Equal(["endpoint steer-pause/a is paused"], (await Host.Admin.DoAsync("pause steer-pause/a")).Lines);
        Assert.Equal(["endpoint steer-pause/a is paused"], (await Host.Admin.DoAsync("pause steer-pause/a")).Lines);
        Assert.Contains("active, paused", (await Host.Admin.DoAsync("get endpoints steer-pause/a")).Output, StringComparison.Ordinal);
        Assert.Contains("Phase:        active, paused", (await Host.Admin.DoAsync("describe endpoint steer-pause/a")).Lines);

        Assert.Equal(["endpoint steer-pause/a scales again"], (await Host.Admin.DoAsync("resume steer-pause/a")).Lines);
        Assert.DoesNotContain("paused", (await Host.Admin.DoAsync("get endpoints steer-pause/a")).Output, StringComparison.Ordinal);
        Assert.Equal(
            ["endpoint.resume", "endpoint.pause", "endpoint.put"],
            (await Host.Admin.DoAsync("get changes steer-pause/a -o json")).Json.EnumerateArray().Select(static change => change.GetProperty("action").GetString()));
    }

    [Fact]
    public async Task Scale_ForAWhileAndItsEnd_IsShown()
    {
        await Host.PutAsync("steer-scale/a");
        await using var events = Following.Start(Host.Admin, "events steer-scale");
        var placed = events.WaitForAsync("two copies more", static line => line.Contains("scale out", StringComparison.Ordinal) && line.Contains("→3 (", StringComparison.Ordinal));

        var run = await Host.Admin.DoAsync("scale steer-scale/a llm --copies 3 --for 100h");
        Assert.Matches(@"^component llm of steer-scale/a scaled to 3 for 100h, until \d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ\n$", run.Output);
        await placed;
        Assert.Contains("Override:     llm at 3 until ", (await Host.Admin.DoAsync("describe endpoint steer-scale/a")).Output, StringComparison.Ordinal);

        Assert.Equal(["component llm of steer-scale/a follows demand again"], (await Host.Admin.DoAsync("scale steer-scale/a llm --end")).Lines);
        Assert.Equal(["component llm of steer-scale/a follows demand again"], (await Host.Admin.DoAsync("scale steer-scale/a llm --end")).Lines);
        Assert.DoesNotContain("Override:", (await Host.Admin.DoAsync("describe endpoint steer-scale/a")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Scale_BeyondWhatTheServerAllows_IsBadInputWithAllOfIt()
    {
        var run = await Host.Admin.RunAsync("scale acme/chat llm --copies 5 --for 1s");

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Equal("scale: What the body says is wrong (HTTP 422)", run.Error.Split('\n')[0]);
        Assert.Contains("\n  copies: expected ", run.Error, StringComparison.Ordinal);
        Assert.Contains("\n  for: expected ", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Activate_AComponentWithoutCopies_WaitsForOneOrSaysWhenToComeBack()
    {
        await Host.Admin.DoAsync("apply -f -", Specs.Yaml("steer-zero/a", minCopies: 0));

        var asked = await Host.Admin.RunAsync("activate steer-zero/a llm --wait 0s");
        Assert.Equal((1, ""), (asked.ExitCode, asked.Output));
        Assert.StartsWith("activate: No copy serves yet: ", asked.Error, StringComparison.Ordinal);
        Assert.Matches(@"\n  try again in \d+ s\n$", asked.Error);

        Assert.Equal(["component llm of steer-zero/a serves, ready copies: 1"], (await Host.Admin.DoAsync("activate steer-zero/a llm")).Lines);
        Assert.Equal(2, (await Host.Admin.RunAsync("activate steer-zero/a llm --wait 3m")).ExitCode);
    }

    [Fact]
    public async Task Delete_AnEndpointAndItsTenant_WaitsUntilNothingIsLeft()
    {
        await Host.PutAsync("steer-delete/a");
        var early = await Host.Admin.RunAsync("delete tenant steer-delete");
        Assert.Equal((1, ""), (early.ExitCode, early.Output));
        Assert.StartsWith("delete tenant: The state does not allow it (HTTP 409)\n  tenant: expected a tenant without endpoints; ", early.Error, StringComparison.Ordinal);

        Assert.Equal(
            ["endpoint steer-delete/a is being deleted", "endpoint steer-delete/a is deleted"],
            (await Host.Admin.DoAsync("delete endpoint steer-delete/a --wait")).Lines);
        Assert.Equal(1, (await Host.Admin.RunAsync("get endpoint steer-delete/a")).ExitCode);
        Assert.Equal(1, (await Host.Admin.RunAsync("delete endpoint steer-delete/a")).ExitCode);

        Assert.Equal(["tenant steer-delete is deleted"], (await Host.Admin.DoAsync("delete tenant steer-delete")).Lines);
        Assert.Equal(1, (await Host.Admin.RunAsync("get tenant steer-delete")).ExitCode);
    }
}
