using System.Net;
using Autoscaler.Api.Calls;
using Autoscaler.Api.Tests.Kit;
using Autoscaler.Contracts.Access;

namespace Autoscaler.Api.Tests.Routes;

[Collection(SharedServer.Name)]
public sealed class EndpointRouteTests(SharedServer shared)
{
    private string Operator => shared.Token(SharedServer.Own, Role.Operator);

    [Fact]
    public async Task Put_TheSameTwice_MakesItOnceAndChangesNothingThen()
    {
        var path = Specs.Path(SharedServer.Own, "twice");
        var spec = Specs.Json(SharedServer.Own, "twice", minCopies: 0);
        var made = (await shared.Server.PutAsync(path, Operator, spec)).Expect(HttpStatusCode.Created);
        var again = (await shared.Server.PutAsync(path, Operator, spec)).Expect(HttpStatusCode.OK);
        Assert.Equal(("\"1\"", "\"1\"", 1), (made.ETag, again.ETag, made["version"]!.GetValue<int>()));
        Assert.Equal("active", again["phase"]!.GetValue<string>());
    }

    [Fact]
    public async Task Put_AsYaml_IsReadBackAsYamlAndJson()
    {
        var path = Specs.Path(SharedServer.Own, "yaml");
        var yaml = Specs.Yaml(SharedServer.Own, "yaml");
        (await shared.Server.SendAsync(HttpMethod.Put, path, Operator, yaml, "application/yaml; charset=utf-8")).Expect(HttpStatusCode.Created);
        var read = (await shared.Server.GetAsync($"{path}/spec", Operator, ("Accept", "application/json;q=0.5, application/yaml"))).Expect(HttpStatusCode.OK);
        Assert.Equal((yaml, MediaTypes.Yaml), (read.Text, read.MediaType));
        Assert.Equal("acme/yaml", (await shared.Server.GetAsync($"{path}/spec", Operator)).Expect(HttpStatusCode.OK)["endpoint"]!.GetValue<string>());
        (await shared.Server.GetAsync($"{path}/spec", Operator, ("Accept", "text/html"))).Expect(HttpStatusCode.NotAcceptable, "not-acceptable");
    }

    [Fact]
    public async Task Put_WrongInManyPlaces_SaysWhereAllAtOnce()
    {
        var body = """
            components:
              - name: Chat
                image: { reference: registry.example/chat:v1, sizeGb: large }
                maxCopys: 4
            instanceTypes: [g6.2xlarge]
            zones: []
            """;
        var answer = await shared.Server.SendAsync(HttpMethod.Put, Specs.Path(SharedServer.Own, "wrong"), Operator, body, MediaTypes.Yaml);
        answer.Expect(HttpStatusCode.UnprocessableEntity, "invalid-spec");
        Assert.Equal(["components[0].name 2:11", "components[0].image.sizeGb 3:59", "components[0].maxCopys 4:5", "zones 6:8"], answer.Errors);
    }

    [Theory]
    [InlineData("{ \"components\": [", MediaTypes.Json)]
    [InlineData("components: [", MediaTypes.Yaml)]
    [InlineData("", MediaTypes.Json)]
    [InlineData("null", MediaTypes.Json)]
    [InlineData("[1]", MediaTypes.Json)]
    public async Task Put_WhatIsNoDocument_IsNotWellFormed(string body, string mediaType)
    {
        var answer = await shared.Server.SendAsync(HttpMethod.Put, Specs.Path(SharedServer.Own, "wrong"), Operator, body, mediaType);
        answer.Expect(HttpStatusCode.BadRequest, "invalid-request");
        Assert.StartsWith("document", answer.Errors.Single(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/xml")]
    [InlineData("application/jsonp")]
    public async Task Put_AnotherMediaType_IsNotUnderstood(string mediaType)
    {
        var answer = await shared.Server.SendAsync(HttpMethod.Put, Specs.Path(SharedServer.Own, "wrong"), Operator, "{}", mediaType);
        answer.Expect(HttpStatusCode.UnsupportedMediaType, "unsupported-media-type");
    }

    [Fact]
    public async Task Put_FromTheSameVersionAtOnce_LetsOneThrough()
    {
        var path = Specs.Path(SharedServer.Own, "race");
        var absent = await Task.WhenAll(Enumerable.Range(1, 10).Select(max => shared.Server.PutAsync(path, Operator, WithMax("race", max), ("If-None-Match", "*"))));
        Assert.Single(absent, static answer => answer.Status == HttpStatusCode.Created);
        Assert.Equal(9, absent.Count(static answer => answer.Problem == "version-conflict"));

        var changed = await Task.WhenAll(Enumerable.Range(11, 10).Select(max => shared.Server.PutAsync(path, Operator, WithMax("race", max), ("If-Match", "\"1\""))));
        Assert.Single(changed, static answer => answer.Status == HttpStatusCode.OK);
        Assert.All(changed.Where(static answer => answer.Problem == "version-conflict"), static answer => Assert.Equal("\"2\"", answer.ETag));
        Assert.Equal(9, changed.Count(static answer => answer.Problem == "version-conflict"));
    }

    [Theory]
    [InlineData("If-Match", "7")]
    [InlineData("If-Match", "W/\"7\"")]
    [InlineData("If-Match", "\"1\", \"2\"")]
    [InlineData("If-Match", "*")]
    [InlineData("If-None-Match", "\"7\"")]
    public async Task Put_WithAConditionThatIsNone_IsRefused(string header, string value)
    {
        var answer = await shared.Server.PutAsync(Specs.Path(SharedServer.Own, "wrong"), Operator, Specs.Json(SharedServer.Own, "wrong"), (header, value));
        Assert.Equal([header], answer.Expect(HttpStatusCode.BadRequest, "invalid-request").Errors);
    }

    [Fact]
    public async Task Put_AnotherEndpointsSpec_IsRefused()
    {
        var answer = await shared.Server.PutAsync(Specs.Path(SharedServer.Own, "mine"), Operator, Specs.Json(SharedServer.Own, "yours"));
        Assert.Equal(["endpoint 1:13"], answer.Expect(HttpStatusCode.UnprocessableEntity, "invalid-spec").Errors);
    }

    [Fact]
    public async Task Delete_AnEndpoint_EndsItAndASecondTimeChangesNothing()
    {
        var path = Specs.Path(SharedServer.Own, "gone");
        var id = new EndpointId(new TenantId(SharedServer.Own), "gone");
        (await shared.Server.PutAsync(path, Operator, Specs.Json(SharedServer.Own, "gone"))).Expect(HttpStatusCode.Created);
        await shared.Server.AwaitAsync(id, "has an instance", static view => view.Slots.Any(static slot => slot.Instance is not null));
        var deleting = (await shared.Server.SendAsync(HttpMethod.Delete, path, shared.Admin)).Expect(HttpStatusCode.Accepted);
        Assert.Equal("deleting", deleting["phase"]!.GetValue<string>());
        (await shared.Server.SendAsync(HttpMethod.Delete, path, shared.Admin)).Expect(HttpStatusCode.Accepted);
        (await shared.Server.PutAsync(path, Operator, Specs.Json(SharedServer.Own, "gone"))).Expect(HttpStatusCode.Conflict, "conflict");
        await shared.Server.AwaitAsync(id, "is absent", static view => view.Phase == Contracts.Endpoints.EndpointPhase.Absent);
        (await shared.Server.GetAsync(path, Operator)).Expect(HttpStatusCode.NotFound, "not-found");
        (await shared.Server.SendAsync(HttpMethod.Delete, path, shared.Admin)).Expect(HttpStatusCode.NotFound, "not-found");
    }

    [Fact]
    public async Task List_PageByPage_GivesEachOnceInOrder()
    {
        var names = Enumerable.Range(0, 7).Select(static i => $"page-{i}").ToList();
        foreach (var name in names)
        {
            await shared.Server.PutEndpointAsync(Specs.Endpoint(SharedServer.Own, name, minCopies: 0));
        }

        foreach (var list in new[] { "/v1/endpoints", "/v1/tenants/acme/endpoints" })
        {
            var (found, pages, next) = (new List<string>(), 0, (string?)null);
            do
            {
                var page = (await shared.Server.GetAsync($"{list}?name=page-&limit=3{(next is null ? "" : $"&after={Uri.EscapeDataString(next)}")}", Operator)).Expect(HttpStatusCode.OK);
                found.AddRange(page["endpoints"]!.AsArray().Select(static endpoint => endpoint!["id"]!.GetValue<string>()));
                next = page["next"]?.GetValue<string>();
                pages++;
            }
            while (next is not null);

            Assert.Equal(names.Select(static name => $"acme/{name}"), found);
            Assert.Equal(3, pages);
        }

        var slots = (await shared.Server.GetAsync("/v1/slots?limit=2", Operator)).Expect(HttpStatusCode.OK);
        Assert.NotNull(slots["next"]);
        Assert.NotNull((await shared.Server.GetAsync("/v1/caches?limit=2", Operator)).Expect(HttpStatusCode.OK)["next"]);
        Assert.Empty((await shared.Server.GetAsync("/v1/endpoints?name=page-&phase=deleting", Operator))["endpoints"]!.AsArray());
    }

    [Theory]
    [InlineData("slots")]
    [InlineData("caches")]
    [InlineData("events")]
    public async Task List_OfATenantThatTheQueryNames_IsThatTenantsAndAnothersAreNotThere(string list)
    {
        var platform = shared.Token(null, Role.Viewer);
        await shared.Server.AwaitAsync(new EndpointId(new TenantId(SharedServer.Other), SharedServer.OtherEndpoint), "has a slot", static view => !view.Slots.IsEmpty);
        var others = (await shared.Server.GetAsync($"/v1/{list}?tenant={SharedServer.Other}", platform)).Expect(HttpStatusCode.OK);
        Assert.Contains($"{SharedServer.Other}/{SharedServer.OtherEndpoint}", others.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("\"acme/", others.Text, StringComparison.Ordinal);
        (await shared.Server.GetAsync($"/v1/{list}?tenant=acme", Operator)).Expect(HttpStatusCode.OK);
        (await shared.Server.GetAsync($"/v1/{list}?tenant={SharedServer.Other}", Operator)).Expect(HttpStatusCode.NotFound, "not-found");
        (await shared.Server.GetAsync($"/v1/{list}?tenant=ACME", platform)).Expect(HttpStatusCode.BadRequest, "invalid-request");
    }

    [Theory]
    [InlineData("limit=0", "limit")]
    [InlineData("limit=501", "limit")]
    [InlineData("limit=-1", "limit")]
    [InlineData("limit=1&limit=2", "limit")]
    [InlineData("limit=x&after=acme&name=UPPER&phase=gone&lmit=1", "limit,after,name,phase,query")]
    public async Task List_WithAWrongQuery_SaysAllThatIsWrong(string query, string fields)
    {
        var answer = (await shared.Server.GetAsync($"/v1/endpoints?{query}", Operator)).Expect(HttpStatusCode.BadRequest, "invalid-request");
        Assert.Equal(fields, string.Join(',', answer.Errors));
    }

    [Fact]
    public async Task Fleet_OfATenant_IsThatTenants()
    {
        var own = (await shared.Server.GetAsync("/v1/fleet", Operator)).Expect(HttpStatusCode.OK);
        var all = (await shared.Server.GetAsync("/v1/fleet", shared.Token(null, Role.Viewer))).Expect(HttpStatusCode.OK);
        Assert.Equal(1, own["tenants"]!.GetValue<int>());
        Assert.True(all["tenants"]!.GetValue<int>() >= 3);
        Assert.Equal(["acme"], (await shared.Server.GetAsync("/v1/tenants", Operator))["tenants"]!.AsArray().Select(static tenant => tenant!["id"]!.GetValue<string>()));
    }

    private static string WithMax(string name, int max) =>
        Specs.Json(SharedServer.Own, name, minCopies: 0).Replace("\"maxInstances\":100", $"\"maxInstances\":{max}", StringComparison.Ordinal);
}
