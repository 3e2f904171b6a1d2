using System.Net;
using Autoscaler.Api.Calls;
using Autoscaler.Api.Tests.Kit;
using Autoscaler.Contracts.Access;

namespace Autoscaler.Api.Tests.Routes;

[Collection(SharedServer.Name)]
public sealed class ComponentRouteTests(SharedServer shared)
{
    private string Operator => shared.Token(SharedServer.Own, Role.Operator);

    [Fact]
    public async Task Policy_PutFromAVersion_ChangesItAloneAndCatchesOthersChanges()
    {
        var path = await PutAsync("policy");
        var policy = $"{path}/components/llm/policy";
        var standing = (await shared.Server.GetAsync(policy, Operator, ("Accept", MediaTypes.Yaml))).Expect(HttpStatusCode.OK);
        var changed = standing.Text.Replace("toleranceRatio: 0.1", "toleranceRatio: 0.2", StringComparison.Ordinal);
        var put = await shared.Server.SendAsync(HttpMethod.Put, policy, Operator, changed, MediaTypes.Yaml, ("If-Match", standing.ETag!));
        Assert.Equal(0.2, put.Expect(HttpStatusCode.OK)["targetTracking", "toleranceRatio"]!.GetValue<double>());
        Assert.NotEqual(standing.ETag, put.ETag);
        (await shared.Server.SendAsync(HttpMethod.Put, policy, Operator, changed, MediaTypes.Yaml, ("If-Match", standing.ETag!))).Expect(HttpStatusCode.PreconditionFailed, "version-conflict");

        var component = (await shared.Server.GetAsync($"{path}/components/llm", Operator)).Expect(HttpStatusCode.OK);
        Assert.Equal(0.2, component["spec", "policy", "targetTracking", "toleranceRatio"]!.GetValue<double>());
        Assert.Single((await shared.Server.GetAsync($"{path}/components", Operator))["components"]!.AsArray());
    }

    [Fact]
    public async Task Policy_ThatTheComponentDoesNotAllow_IsRefusedAtItsField()
    {
        var path = await PutAsync("refused");
        var answer = await shared.Server.PutAsync($"{path}/components/llm/policy", Operator, "{\n  \"targetConcurrencyPerCopy\": 1000 }");
        Assert.Equal(["targetConcurrencyPerCopy 2:31"], answer.Expect(HttpStatusCode.UnprocessableEntity, "invalid-spec").Errors);
        (await shared.Server.PutAsync($"{path}/components/other/policy", Operator, "{}")).Expect(HttpStatusCode.NotFound, "not-found");
    }

    [Fact]
    public async Task Override_ForATime_IsShownAndEnds()
    {
        var path = await PutAsync("by-hand");
        var set = $"{path}/components/llm/override";
        var answer = (await shared.Server.PutAsync(set, Operator, """{ "copies": 3, "for": "30m" }""")).Expect(HttpStatusCode.OK);
        Assert.Equal(3, answer["overrides"]![0]!["copies"]!.GetValue<int>());
        Assert.Equal(3, (await shared.Server.GetAsync($"{path}/components/llm", Operator))["override", "copies"]!.GetValue<int>());
        (await shared.Server.SendAsync(HttpMethod.Delete, set, Operator)).Expect(HttpStatusCode.NoContent);
        (await shared.Server.SendAsync(HttpMethod.Delete, set, Operator)).Expect(HttpStatusCode.NoContent);
        Assert.Null((await shared.Server.GetAsync($"{path}/components/llm", Operator))["override"]);
    }

    [Theory]
    [InlineData("""{ "copies": 3 }""", "for 1:1")]
    [InlineData("""{ "copies": 3, "for": "30m", "until": "2036-01-02T03:04:05Z" }""", "until 1:39")]
    [InlineData("""{ "copies": 3, "for": "1s" }""", "for 1:23")]
    [InlineData("""{ "copies": 3, "for": "200h" }""", "for 1:23")]
    [InlineData("""{ "copies": 30, "for": "30m" }""", "copies 1:13")]
    [InlineData("""{ "copies": -1, "until": "yesterday" }""", "until 1:26")]
    [InlineData("""{ "copies": 1.5, "for": "30m" }""", "copies 1:13")]
    public async Task Override_ThatIsWrong_IsRefusedAtItsField(string body, string error)
    {
        var path = await PutAsync("by-hand-wrong");
        var answer = await shared.Server.PutAsync($"{path}/components/llm/override", Operator, body);
        Assert.Contains(error, answer.Expect(HttpStatusCode.UnprocessableEntity, "invalid-spec").Errors);
    }

    [Fact]
    public async Task Pause_AndResume_AreShown()
    {
        var path = await PutAsync("paused");
        Assert.True((await shared.Server.PostAsync($"{path}/pause", Operator)).Expect(HttpStatusCode.OK)["isPaused"]!.GetValue<bool>());
        Assert.True((await shared.Server.GetAsync("/v1/fleet", Operator))["paused"]!.GetValue<int>() >= 1);
        Assert.False((await shared.Server.PostAsync($"{path}/resume", Operator)).Expect(HttpStatusCode.OK)["isPaused"]!.GetValue<bool>());
        (await shared.Server.PostAsync(Specs.Path(SharedServer.Own, "nothing") + "/pause", Operator)).Expect(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Activate_AComponentWithoutCopies_WaitsUntilOneServes()
    {
        var path = await PutAsync("asleep");
        var activate = $"{path}/components/llm/activate";
        var now = (await shared.Server.PostAsync(activate, Operator)).Expect(HttpStatusCode.ServiceUnavailable, "not-ready");
        Assert.True(now.RetryAfter >= TimeSpan.FromSeconds(1));
        Assert.Equal(1, (await shared.Server.PostAsync($"{activate}?wait=1m", Operator)).Expect(HttpStatusCode.OK)["readyCopies"]!.GetValue<int>());
        (await shared.Server.PostAsync(activate, Operator)).Expect(HttpStatusCode.OK);
        (await shared.Server.PostAsync($"{activate}?wait=3m", Operator)).Expect(HttpStatusCode.BadRequest, "invalid-request");
        (await shared.Server.PostAsync($"{path}/components/none/activate", Operator)).Expect(HttpStatusCode.NotFound, "not-found");

        var slots = (await shared.Server.GetAsync($"{path}/slots", Operator)).Expect(HttpStatusCode.OK);
        var ordinal = slots["slots"]![0]!["slot"]!.GetValue<string>().Split('/')[^1];
        Assert.Equal("running", (await shared.Server.GetAsync($"{path}/slots/{ordinal}", Operator)).Expect(HttpStatusCode.OK)["phase"]!.GetValue<string>());
        (await shared.Server.GetAsync($"{path}/slots/77", Operator)).Expect(HttpStatusCode.NotFound);
        (await shared.Server.GetAsync($"{path}/cache/entries/{Specs.Digest}", Operator)).Expect(HttpStatusCode.OK);

        var decisions = (await shared.Server.GetAsync($"{path}/decisions?component=llm", Operator)).Expect(HttpStatusCode.OK);
        var number = decisions["decisions"]![0]!["event"]!["decision"]!["id"]!.ToString();
        var one = (await shared.Server.GetAsync($"{path}/decisions/{number.Split('@')[^1]}", Operator)).Expect(HttpStatusCode.OK);
        Assert.Equal(number, one["event", "decision", "id"]!.ToString());
        Assert.Empty((await shared.Server.GetAsync($"{path}/decisions?component=other", Operator))["decisions"]!.AsArray());
        (await shared.Server.GetAsync($"{path}/decisions/999", Operator)).Expect(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Demand_Pushed_IsPartOfTheHistory()
    {
        var path = await PutAsync("pushed");
        var start = TimeProvider.System.GetUtcNow().UtcDateTime.Date.ToString("yyyy-MM-dd'T'00:00:00'Z'", System.Globalization.CultureInfo.InvariantCulture);
        (await shared.Server.PostAsync($"{path}/demand", Operator, $$"""{ "demand": [{ "component": "llm", "samples": [{ "start": "{{start}}", "concurrency": 2 }] }] }"""))
            .Expect(HttpStatusCode.Accepted);
        var wrong = await shared.Server.PostAsync($"{path}/demand", Operator, """{ "demand": [{ "component": "none", "samples": [{ "start": "2026-01-02T03:04:00Z", "concurrency": -1 }] }] }""");
        Assert.Equal(["demand[0].component 1:29", "demand[0].samples[0].concurrency 1:99"], wrong.Expect(HttpStatusCode.UnprocessableEntity).Errors);

        var history = (await shared.Server.GetAsync($"{path}/demand?component=llm&step=1m", Operator)).Expect(HttpStatusCode.OK);
        Assert.Equal(60, history["stepSeconds"]!.GetValue<int>());
        (await shared.Server.GetAsync($"{path}/demand?from=2026-01-02T03:04:05Z&to=2026-01-02T03:04:05Z", Operator)).Expect(HttpStatusCode.BadRequest);
        (await shared.Server.GetAsync($"{path}/demand?from=2026-01-02T03:04:05Z&to=2026-02-02T03:04:05Z", Operator)).Expect(HttpStatusCode.BadRequest);
        (await shared.Server.GetAsync($"{path}/demand?to=0001-01-01T00:00:00Z&from=0001-01-01T00:00:00", Operator)).Expect(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Changes_OfAnEndpoint_SayWhoDidWhat()
    {
        var path = await PutAsync("changed");
        (await shared.Server.PostAsync($"{path}/pause", Operator)).Expect(HttpStatusCode.OK);
        var changes = (await shared.Server.GetAsync($"{path}/changes?limit=1", Operator)).Expect(HttpStatusCode.OK);
        Assert.Equal("endpoint.pause", changes["changes"]![0]!["action"]!.GetValue<string>());
        Assert.Equal("a test", changes["changes"]![0]!["actor"]!.GetValue<string>());
        var older = (await shared.Server.GetAsync($"{path}/changes?before={changes["next"]}", Operator)).Expect(HttpStatusCode.OK);
        Assert.Equal("endpoint.put", older["changes"]![0]!["action"]!.GetValue<string>());
        Assert.DoesNotContain(SharedServer.Other, (await shared.Server.GetAsync("/v1/changes?limit=500", Operator)).Text, StringComparison.Ordinal);
    }

    private async Task<string> PutAsync(string name)
    {
        await shared.Server.PutEndpointAsync(Specs.Endpoint(SharedServer.Own, name, minCopies: 0));
        return Specs.Path(SharedServer.Own, name);
    }
}
