using System.Net;
using System.Text;
using Autoscaler.Api.Calls;
using Autoscaler.Api.Tests.Kit;

namespace Autoscaler.Api.Tests.Routes;

/// <summary>Bodies that a seed damaged: whatever comes is refused or taken, and nothing breaks or tells of others.</summary>
[Collection(SharedServer.Name)]
public sealed class MalformedBodyTests(SharedServer shared)
{
    private const int Bodies = 10_000;
    private const int Lanes = 8;
    private const int Seed = 20_260_102;

    private static readonly string[] Tokens =
    [
        "{", "}", "[", "]", ":", ",", "\"", "'", "\\", "\u0000", "\ud800", "null", "true", "1e999", "-1", "NaN", "&a", "*a", "!!x", "---", "\t", "\r\n", "#", "|", "\\u0000", "\\ud800",
        "umbra", "../", "%2f", "🙂", "99999999999999999999", "0.0000001", "9999h", "none", "off", " ",
    ];

    [Fact]
    public async Task Bodies_ThatAreDamaged_NeverBreakNorTellOfOthers()
    {
        const string Endpoint = "damaged";
        await shared.Server.PutEndpointAsync(Specs.Endpoint(SharedServer.Own, Endpoint, minCopies: 0));
        var targets = TargetsOf(Endpoint);
        var statuses = await Task.WhenAll(Enumerable.Range(0, Lanes).Select(lane => RunAsync(lane, targets)));
        var counts = statuses.SelectMany(static lane => lane).CountBy(static status => status).ToDictionary();
        Assert.Equal(Bodies, counts.Values.Sum());
        Assert.True(counts[HttpStatusCode.BadRequest] > 1_000 && counts[HttpStatusCode.UnprocessableEntity] > 1_000, string.Join(", ", counts));
    }

    private async Task<List<HttpStatusCode>> RunAsync(int lane, ImmutableArray<(HttpMethod Method, string Path, string MediaType, string Body)> targets)
    {
        var random = new Random(Seed + lane);
        var statuses = new List<HttpStatusCode>();
        for (var i = lane; i < Bodies; i += Lanes)
        {
            var (method, path, mediaType, body) = targets[random.Next(targets.Length)];
            var damaged = Damage(body, random);
            var answer = await shared.Server.SendAsync(method, path, shared.Admin, damaged, mediaType);
            Assert.True(answer.Status < HttpStatusCode.InternalServerError, $"Seed {Seed}, lane {lane}, {i}: {method} {path} {answer.Text}\n{damaged}");
            Assert.DoesNotContain(SharedServer.Other, answer.Text, StringComparison.Ordinal);
            Assert.True(answer.Status < HttpStatusCode.BadRequest || (answer.Problem is not null && answer.Errors.Any()), $"Seed {Seed}, lane {lane}, {i}: {answer.Status} {answer.Text}\n{damaged}");
            statuses.Add(answer.Status);
        }

        return statuses;
    }

    private static ImmutableArray<(HttpMethod Method, string Path, string MediaType, string Body)> TargetsOf(string endpoint)
    {
        var path = Specs.Path(SharedServer.Own, endpoint);
        return
        [
            (HttpMethod.Put, path, MediaTypes.Json, Specs.Json(SharedServer.Own, endpoint, minCopies: 0)),
            (HttpMethod.Put, path, MediaTypes.Yaml, Specs.Yaml(SharedServer.Own, endpoint).Replace("minCopies: 1", "minCopies: 0", StringComparison.Ordinal)),
            (HttpMethod.Put, $"{path}/components/llm/policy", MediaTypes.Json, """{ "targetConcurrencyPerCopy": 8, "targetTracking": { "window": "20s" }, "panic": "off" }"""),
            (HttpMethod.Put, $"{path}/components/llm/override", MediaTypes.Json, """{ "copies": 0, "for": "30m" }"""),
            (HttpMethod.Post, $"{path}/demand", MediaTypes.Json, """{ "demand": [{ "component": "llm", "samples": [{ "start": "2026-01-02T03:04:00Z", "concurrency": 0, "arrivalsPerSecond": 0 }] }] }"""),
            (HttpMethod.Post, "/v1/tenants/acme/keys", MediaTypes.Json, """{ "name": "", "role": "operator", "for": "720h" }"""),
        ];
    }

    private static string Damage(string body, Random random)
    {
        var text = new StringBuilder(body);
        for (var wounds = random.Next(1, 6); wounds > 0; wounds--)
        {
            var at = random.Next(text.Length + 1);
            switch (random.Next(5))
            {
                case 0:
                    text.Insert(at, Tokens[random.Next(Tokens.Length)]);
                    break;
                case 1:
                    text.Remove(at, random.Next(Math.Min(30, text.Length - at) + 1));
                    break;
                case 2:
                    text.Length = at;
                    break;
                case 3:
                    var part = text.ToString(at, Math.Min(20, text.Length - at));
                    text.Insert(random.Next(text.Length + 1), part);
                    break;
                default:
                    if (at < text.Length)
                    {
                        text[at] = (char)random.Next(32, 0x2FFF);
                    }

                    break;
            }
        }

        return text.ToString();
    }
}
