using System.Net;
using System.Text.Json.Nodes;
using Autoscaler.Api.Tests.Kit;
using Autoscaler.Contracts.Access;

namespace Autoscaler.Api.Tests.OpenApi;

[Collection(SharedServer.Name)]
public sealed class OpenApiTests(SharedServer shared)
{
    [Fact]
    public async Task Document_OfTheApi_ListsExactlyItsRoutes()
    {
        var document = await ReadAsync();
        var listed = document["paths"]!.AsObject().SelectMany(static path => path.Value!.AsObject().Select(method => $"{method.Key.ToUpperInvariant()} {path.Key}"));
        Assert.Equal(RouteList.All.Select(static route => route.ToString()).Order(StringComparer.Ordinal), listed.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Document_OfEveryRoute_TellsWhatItNeedsAndAnswers()
    {
        var document = await ReadAsync();
        Assert.Equal("bearer", document["components"]!["securitySchemes"]!["key"]!["scheme"]!.GetValue<string>());
        var ids = new HashSet<string>();
        foreach (var route in RouteList.All)
        {
            var operation = document["paths"]![route.Pattern]![route.Method.ToLowerInvariant()]!;
            Assert.True(ids.Add(operation["operationId"]!.GetValue<string>()), $"{route}: {operation["operationId"]} twice");
            Assert.False(string.IsNullOrEmpty(operation["summary"]!.GetValue<string>()));
            Assert.NotNull(operation["security"]![0]!["key"]);
            Assert.All(["401", "403", "404", "429", "500"], status => Assert.NotNull(operation["responses"]![status]!["content"]!["application/problem+json"]!["example"]));
            Assert.Contains(operation["responses"]!.AsObject(), static response => response.Key[0] == '2');
            var parameters = (operation["parameters"] as JsonArray ?? []).Select(static parameter => parameter!["name"]!.GetValue<string>()).ToList();
            Assert.All(route.Pattern.Split('/').Where(static part => part.StartsWith('{')), part => Assert.Contains(part.Trim('{', '}'), parameters));
            Assert.Equal(route.Body is not null, operation["requestBody"] is not null);
            if (route.Body is { } body)
            {
                var content = operation["requestBody"]!["content"]!["application/json"]!;
                Assert.Equal(body, content["example"]!.ToJsonString());
                Assert.Empty(new SchemaCheck(document).Check(content["schema"]!, JsonNode.Parse(body), "body"));
            }
        }
    }

    [Fact]
    public async Task Answers_OfEveryRoute_AreAsDescribed()
    {
        const string Endpoint = "described";
        var id = new EndpointId(new TenantId("acme"), Endpoint);
        var document = await ReadAsync();
        await shared.Server.PutEndpointAsync(Specs.Endpoint("acme", Endpoint));
        await shared.Server.AwaitAsync(id, "has a ready copy and a filled cache", static view => view.Components.Any(static component => component.Latest?.Ready > 0) && view.Cache.Entries.Any(static entry => entry.State == Contracts.Caching.CacheEntryState.Ready));
        var check = new SchemaCheck(document);
        var (wrong, seen) = (new List<string>(), 0);
        foreach (var route in RouteList.All.Where(static route => route.Method == "GET").Concat(RouteList.All.Where(static route => route.Method is "PUT" or "POST")))
        {
            var body = route.Method == "PUT" && route.Pattern.EndsWith("{endpoint}", StringComparison.Ordinal) ? Specs.Json("acme", Endpoint) : route.Body?.Replace("chat", Specs.Component, StringComparison.Ordinal);
            var answer = await shared.Server.SendAsync(new HttpMethod(route.Method), route.Path("acme", Endpoint), shared.Token(null, Role.Admin), body);
            var described = document["paths"]![route.Pattern]![route.Method.ToLowerInvariant()]!["responses"]!;
            var response = described[$"{(int)answer.Status}"];
            if (response is null)
            {
                wrong.Add($"{route}: {answer.Status} is not described: {answer.Text}");
            }
            else if (answer.Text.Length > 0)
            {
                seen += answer.Status < HttpStatusCode.BadRequest ? 1 : 0;
                wrong.AddRange(check.Check(response["content"]![answer.MediaType!]!["schema"]!, answer.Json, $"{route} {(int)answer.Status}"));
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        Assert.True(seen >= RouteList.All.Count(static route => route.Method != "DELETE") - 3, $"Expected real answers of nearly all routes; found {seen}.");
    }

    private async Task<JsonNode> ReadAsync() => (await shared.Server.GetAsync("/openapi/v1.json", shared.Token(SharedServer.Own, Role.Viewer))).Expect(HttpStatusCode.OK).Json;
}
