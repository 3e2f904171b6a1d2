using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace Autoscaler.EndToEnd.Tests.Aws;

/// <summary>
/// An agent as far as anybody sees from outside: it knows what its user data says, tells its slot what lies on its volumes, and runs copies by claiming that they run.
/// </summary>
internal sealed class ScriptedAgent : IDisposable
{
    private readonly HttpClient _http;
    private readonly string _instance;
    private readonly JsonObject _config;
    private readonly SortedDictionary<string, (string Phase, string At)> _copies = new(StringComparer.Ordinal);
    private long _sequence;

    /// <summary>An agent.</summary>
    /// <param name="instance">The cloud's id of its instance.</param>
    /// <param name="userData">What the instance was told.</param>
    public ScriptedAgent(string instance, string userData)
    {
        _instance = instance;
        _config = ConfigOf(userData);
        _http = new HttpClient { BaseAddress = new Uri(_config["api"]!.GetValue<string>()) };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", _config["token"]!.GetValue<string>());
    }

    /// <summary>Whether it was told that its instance is not wanted any more.</summary>
    public bool IsOver { get; private set; }

    /// <summary>Says one thing and follows the answer; an instance that its slot does not know yet says it again next time.</summary>
    public async Task StepAsync(string now)
    {
        var isFirst = _sequence == 0;
        var answer = isFirst ? await SayAsync("register", Registration()) : await SayAsync("heartbeat", Heartbeat());
        if (answer is null)
        {
            _sequence -= isFirst ? 1 : 0;
            return;
        }

        foreach (var order in answer["orders"] as JsonArray ?? [])
        {
            var copy = order!["copy"]!.GetValue<string>();
            _copies[copy] = (order["goal"]!.GetValue<string>() == "run" ? "ready" : "stopped", now);
        }
    }

    public void Dispose() => _http.Dispose();

    // What stands between the delimiters of the file that the script writes.
    private static JsonObject ConfigOf(string userData)
    {
        var lines = userData.Split('\n');
        var first = Array.FindIndex(lines, static line => line.StartsWith("cat > /etc/autoscaler/agent.json", StringComparison.Ordinal)) + 1;
        var last = Array.FindIndex(lines, first, static line => line == "AUTOSCALER_END");
        return (JsonObject)JsonNode.Parse(string.Join('\n', lines[first..last]))!;
    }

    private JsonObject Registration() => new()
    {
        ["volumes"] = new JsonArray([.. (_config["volumes"] as JsonArray ?? []).Select((volume, index) => new JsonObject
        {
            ["volume"] = $"vol-{index}",
            ["content"] = volume!["content"]!.GetValue<string>(),
            ["build"] = volume["build"]!.GetValue<int>(),
            ["found"] = volume["content"]!.GetValue<string>(),
            ["owner"] = _config["slot"]!.GetValue<string>()[.._config["slot"]!.GetValue<string>().LastIndexOf('/')],
            ["mounted"] = true,
        })]),
    };

    private JsonObject Heartbeat() => new()
    {
        ["disk"] = new JsonArray([.. (_config["images"] as JsonArray ?? []).Select(static image => JsonValue.Create(image!["content"]!.GetValue<string>()))]),
        ["files"] = new JsonArray(),
        ["copies"] = new JsonArray([.. _copies.Select(static copy => new JsonObject
        {
            ["id"] = copy.Key, ["phase"] = copy.Value.Phase, ["enteredAt"] = copy.Value.At, ["readyAt"] = copy.Value.At, ["concurrency"] = 1,
        })]),
    };

    private async Task<JsonNode?> SayAsync(string what, JsonObject body)
    {
        body["instance"] = _instance;
        body["sequence"] = ++_sequence;
        using var content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        using var response = await _http.PostAsync(new Uri($"agent/v1/{what}", UriKind.Relative), content);
        var text = await response.Content.ReadAsStringAsync();
        IsOver = response.StatusCode == HttpStatusCode.Gone;
        Assert.True(IsOver || response.StatusCode is HttpStatusCode.OK or HttpStatusCode.ServiceUnavailable, $"{what} {(int)response.StatusCode} {text}");
        return response.StatusCode == HttpStatusCode.OK ? JsonNode.Parse(text) : null;
    }
}
