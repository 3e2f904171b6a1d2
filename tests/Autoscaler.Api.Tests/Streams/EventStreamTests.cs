using System.Net;
using Autoscaler.Api.Tests.Kit;
using Autoscaler.Contracts.Access;

namespace Autoscaler.Api.Tests.Streams;

[Collection(SharedServer.Name)]
public sealed class EventStreamTests(SharedServer shared)
{
    private string Viewer => shared.Token(SharedServer.Own, Role.Viewer);

    [Fact]
    public async Task Stream_OfAnEndpoint_TellsWhatHappensAsItDoes()
    {
        await using var stream = await shared.Server.OpenAsync(Specs.Path("acme", "watched") + "/events", Viewer);
        Assert.Equal("open", (await stream.ReadAsync())!.Comment);
        await shared.Server.PutEndpointAsync(Specs.Endpoint("acme", "watched"));
        await shared.Server.PutEndpointAsync(Specs.Endpoint("acme", "unwatched", minCopies: 0));
        var first = await stream.ReadUntilAsync(static block => block.Kind is not null);
        Assert.Equal(("endpoint", "endpoint", "acme/watched"), (first.Kind, first.Json!["event"]!["event"]!.GetValue<string>(), first.Json["event"]!["endpoint"]!.GetValue<string>()));
        Assert.Equal(first.Number, first.Json["number"]!.GetValue<long>());
        var decision = await stream.ReadUntilAsync(static block => block.Kind == "decision");
        Assert.True(decision.Number > first.Number);
        var ready = await stream.ReadUntilAsync(static block => block.Kind == "copy" && block.Json!["event"]!["copy"]!["phase"]!.GetValue<string>() == "ready");
        Assert.Equal("acme/watched", ready.Json!["event"]!["endpoint"]!.GetValue<string>());
    }

    [Fact]
    public async Task Stream_ResumedWithTheLastId_GivesWhatWasMissedOnceAndInOrder()
    {
        const string Name = "resumed";
        var path = "/v1/events?kinds=endpoint";
        long seen;
        await using (var stream = await shared.Server.OpenAsync(path, Viewer))
        {
            await stream.ReadAsync();
            await shared.Server.PutEndpointAsync(Specs.Endpoint("acme", Name, minCopies: 0));
            seen = (await stream.ReadUntilAsync(block => EndpointOf(block) == $"acme/{Name}")).Number;
        }

        var id = new EndpointId(new TenantId("acme"), Name);
        for (var i = 0; i < 5; i++)
        {
            await shared.Server.Endpoint(id).SetPausedAsync(i % 2 == 0, CancellationToken.None);
        }

        await using var resumed = await shared.Server.OpenAsync(path, Viewer, ("Last-Event-ID", $"{seen}"));
        await shared.Server.Endpoint(id).SetPausedAsync(false, CancellationToken.None);
        var numbers = new List<long>();
        var actions = new List<string>();
        while (actions.Count < 6)
        {
            var block = await resumed.ReadUntilAsync(block => EndpointOf(block) == $"acme/{Name}");
            numbers.Add(block.Number);
            actions.Add(block.Json!["event"]!["action"]!.GetValue<string>());
        }

        Assert.Equal(["paused", "resumed", "paused", "resumed", "paused", "resumed"], actions);
        Assert.Equal(numbers.Distinct().Order(), numbers);
        Assert.True(numbers[0] > seen);

        // The same as pages.
        var page = (await shared.Server.GetAsync($"{Specs.Path("acme", Name)}/events?kinds=endpoint&after={seen}&limit=4", Viewer)).Expect(HttpStatusCode.OK);
        Assert.Equal(numbers.Take(4), page["events"]!.AsArray().Select(static entry => entry!["number"]!.GetValue<long>()));
        Assert.Equal(numbers[3], page["next"]!.GetValue<long>());
        var newest = (await shared.Server.GetAsync($"{Specs.Path("acme", Name)}/events?kinds=endpoint&limit=1", Viewer)).Expect(HttpStatusCode.OK);
        Assert.Equal(numbers[5], newest["events"]![0]!["number"]!.GetValue<long>());
    }

    [Fact]
    public async Task Stream_OfATenant_TellsNothingOfOthers()
    {
        await using var own = await shared.Server.OpenAsync("/v1/events?after=0", Viewer);
        await using var all = await shared.Server.OpenAsync("/v1/events?after=0", shared.Token(null, Role.Viewer));
        await shared.Server.PutEndpointAsync(Specs.Endpoint(SharedServer.Other, "second", minCopies: 0));
        await shared.Server.PutEndpointAsync(Specs.Endpoint("acme", "after-second", minCopies: 0));
        await all.ReadUntilAsync(static block => EndpointOf(block) == $"{SharedServer.Other}/second");
        await own.ReadUntilAsync(static block =>
        {
            Assert.True(EndpointOf(block)?.StartsWith("acme/", StringComparison.Ordinal) ?? true, $"{block}");
            return EndpointOf(block) == "acme/after-second";
        });
        (await shared.Server.GetAsync($"/v1/events?tenant={SharedServer.Other}", Viewer)).Expect(HttpStatusCode.NotFound, "not-found");
        (await shared.Server.GetAsync($"/v1/events?tenant={SharedServer.Other}", shared.Token(null, Role.Viewer))).Expect(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Stream_FromAPlaceThatIsNotKept_SaysSo()
    {
        await using var stream = await shared.Server.OpenAsync("/v1/events", Viewer, ("Last-Event-ID", "999999999"));
        var gap = (await stream.ReadAsync())!;
        Assert.Equal(("gap", gap.Number), (gap.Kind, gap.Json!["to"]!.GetValue<long>()));
        await using var wrong = await shared.Server.OpenAsync("/v1/events", Viewer, ("Last-Event-ID", "x"));
        Assert.Equal(["Last-Event-ID"], (await wrong.ReadAnswerAsync()).Expect(HttpStatusCode.BadRequest, "invalid-request").Errors);
    }

    [Fact]
    public async Task Stream_WithoutEvents_SaysThatItIsAliveUntilItsKeyIsRevoked()
    {
        var made = (await shared.Server.PostAsync("/v1/tenants/acme/keys", shared.Admin, """{ "name": "listener", "role": "viewer" }""")).Expect(HttpStatusCode.Created);
        await using var stream = await shared.Server.OpenAsync(Specs.Path("acme", "quiet") + "/events", made["token"]!.GetValue<string>());
        await stream.ReadUntilAsync(static block => block.Comment == "alive");
        (await shared.Server.SendAsync(HttpMethod.Delete, $"/v1/tenants/acme/keys/{made["key", "id"]}", shared.Admin)).Expect(HttpStatusCode.NoContent);
        while (await stream.ReadAsync() is { } block)
        {
            Assert.Equal("alive", block.Comment);
        }
    }

    [Fact]
    public async Task Stream_WithMoreAtOnceThanItsBuffer_MissesNothing()
    {
        const int Changes = 200;
        await using var server = await TestServer.StartAsync(static options =>
        {
            options.StreamBuffer = 10;
            options.StreamPeriod = TimeSpan.FromMilliseconds(500);
        });
        var spec = Specs.Endpoint("acme", "busy", minCopies: 0);
        await server.PutEndpointAsync(spec);
        await using var stream = await server.OpenAsync("/v1/events?kinds=endpoint", server.PlatformToken);
        await stream.ReadAsync();
        for (var i = 0; i < Changes; i++)
        {
            await server.Endpoint(spec.Id).SetPausedAsync(i % 2 == 0, CancellationToken.None);
        }

        var actions = new List<string>();
        for (var last = 0L; actions.Count < Changes;)
        {
            var block = (await stream.ReadUntilAsync(static block => block.Kind is not null));
            Assert.True(block.Number > last, $"{block.Number} after {last}");
            last = block.Number;
            actions.Add(block.Json!["event"]!["action"]!.GetValue<string>());
        }

        Assert.Equal(Enumerable.Range(0, Changes).Select(static i => i % 2 == 0 ? "paused" : "resumed"), actions);
    }

    private static string? EndpointOf(Block block) => block.Json?["event"]?["endpoint"]?.GetValue<string>();
}
