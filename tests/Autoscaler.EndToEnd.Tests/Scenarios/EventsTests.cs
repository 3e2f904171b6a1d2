using Autoscaler.EndToEnd.Tests.Kit;

namespace Autoscaler.EndToEnd.Tests.Scenarios;

public sealed class EventsTests(OneHost host) : Scenario(host)
{
    [Fact]
    public async Task Events_OfAnEndpoint_AreThoseOfTheKindsTheNewestLast()
    {
        var table = await Host.Admin.DoAsync("events acme/chat --kinds slot,copy");
        Assert.Contains(" ready on slot 0 ", table.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("scale out", table.Output, StringComparison.Ordinal);
        Assert.Equal(table.Lines.Select(static line => line[..20]).Order(StringComparer.Ordinal), table.Lines.Select(static line => line[..20]));

        var json = await Host.Admin.DoAsync("events acme --kinds decision -o json");
        Assert.All(json.Lines, static line => Assert.StartsWith("{\"number\":", line, StringComparison.Ordinal));
        Assert.StartsWith("---\nnumber: ", (await Host.Admin.DoAsync("events acme/chat -o yaml")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Events_OfNobody_AreNone()
    {
        var run = await Host.Admin.DoAsync("events acme --kinds capacity");

        Assert.Equal(("", "Nothing found.\n"), (run.Output, run.Error));
    }

    [Fact]
    public async Task Follow_AStreamThatBreaks_GoesOnBehindTheLastEventAndMissesNone()
    {
        await Host.PutAsync("events-break/a");
        await using var proxy = await Intermediary.StartAsync(Host.Admin);
        await using var events = Following.Start(proxy.User, "events events-break --kinds endpoint");

        var paused = events.WaitForAsync("the pause", static line => line.Contains("paused by ", StringComparison.Ordinal));
        await proxy.StreamOpened;
        await Host.Admin.DoAsync("pause events-break/a");
        await paused;

        var broke = events.WaitForErrorAsync("word of the break", static line => line.StartsWith("The stream broke: ", StringComparison.Ordinal));
        await proxy.BreakAsync();
        await broke;
        await Host.Admin.DoAsync("resume events-break/a");
        await Host.Admin.DoAsync("scale events-break/a llm --copies 2");

        var resumed = events.WaitForAsync("what happened meanwhile", static line => line.Contains("resumed by ", StringComparison.Ordinal));
        var scaled = events.WaitForAsync("what happened then", static line => line.Contains(" at 2 until ", StringComparison.Ordinal));
        var back = events.WaitForErrorAsync("word that it is back", static line => line == "The stream is back.");
        proxy.IsDown = false;
        await Task.WhenAll(resumed, scaled, back);

        Assert.Equal(130, await events.InterruptAsync());
        foreach (var once in new[] { "paused by ", "resumed by ", " at 2 until " })
        {
            Assert.Single(events.Output.Split('\n'), line => line.Contains(once, StringComparison.Ordinal));
        }

        // One word of it, however often it tried.
        Assert.Equal(3, events.Error.Split('\n').Length);
    }

    [Fact]
    public async Task Follow_AsJson_IsALineEach()
    {
        await using var events = Following.Start(Host.Admin, "events -o json --kinds endpoint,decision");

        var line = events.WaitForAsync("the endpoint's making", static line => line.Contains("\"endpoint\":\"events-json/a\"", StringComparison.Ordinal));
        await Host.PutAsync("events-json/a");

        Assert.Contains("\"phase\":\"active\"", await line, StringComparison.Ordinal);
        Assert.Equal((130, ""), (await events.InterruptAsync(), events.Error));
    }

    [Fact]
    public async Task Follow_AKeyThatIsRevoked_EndsWithTheReason()
    {
        var viewer = await Host.CreateKeyAsync("viewer", null);
        await using var events = Following.Start(viewer, "events --kinds endpoint");
        var seen = events.WaitForAsync("the endpoint's making", static line => line.Contains("events-revoked/a", StringComparison.Ordinal));
        await Host.PutAsync("events-revoked/a");
        await seen;

        await Host.Admin.DoAsync($"key revoke {viewer.Key!.Split('_')[1]}");
        await Host.PutAsync("events-revoked/b");

        Assert.Equal(1, await events.EndAsync());
        Assert.Equal("events: The key is not in force (HTTP 401)", events.Error);
    }
}
