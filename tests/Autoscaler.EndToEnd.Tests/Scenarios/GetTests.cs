using System.Text.Json;
using System.Text.RegularExpressions;
using Autoscaler.EndToEnd.Tests.Kit;

namespace Autoscaler.EndToEnd.Tests.Scenarios;

public sealed partial class GetTests(OneHost host) : Scenario(host)
{
    [Theory]
    [InlineData("endpoints", "ENDPOINT")]
    [InlineData("endpoints acme", "ENDPOINT")]
    [InlineData("endpoint acme/chat", "ENDPOINT")]
    [InlineData("tenants", "TENANT")]
    [InlineData("tenant acme", "TENANT")]
    [InlineData("slots", "SLOT")]
    [InlineData("slots acme", "SLOT")]
    [InlineData("slots acme/chat", "SLOT")]
    [InlineData("caches", "ENDPOINT")]
    [InlineData("caches acme", "ENDPOINT")]
    [InlineData("cache acme/chat", "ENDPOINT")]
    [InlineData("changes", "TIME")]
    [InlineData("changes acme", "TIME")]
    [InlineData("changes acme/chat", "TIME")]
    public async Task Get_EverythingThatIsListed_IsATableJsonAndYaml(string what, string header)
    {
        var table = await Host.Admin.DoAsync($"get {what}");
        Assert.StartsWith(header, table.Output, StringComparison.Ordinal);
        Assert.Contains("acme", string.Join('\n', table.Lines[1..]), StringComparison.Ordinal);
        Assert.All(table.Lines, static line => Assert.Equal(line.TrimEnd(), line));

        var json = (await Host.Admin.DoAsync($"get {what} -o json")).Json;
        var yaml = await Host.Admin.DoAsync($"get {what} -o yaml");
        var isOne = what is "endpoint acme/chat" or "tenant acme" or "cache acme/chat";
        Assert.Equal(isOne ? JsonValueKind.Object : JsonValueKind.Array, json.ValueKind);
        Assert.Equal(!isOne, yaml.Output.StartsWith("- ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Get_AnEndpointThatServes_CountsItsCopies()
    {
        var lines = (await Host.Admin.DoAsync("get endpoints acme/chat")).Lines;

        Assert.Equal(2, lines.Length);
        Assert.Matches(@"^acme/chat +active +1 +1 +0 +0 +1 +\$0\.98 +\d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ$", lines[1]);
        var slot = (await Host.Admin.DoAsync("get slots acme/chat")).Lines.Single(static line => line.Contains(" running ", StringComparison.Ordinal));
        Assert.True(SlotLine().IsMatch(slot), $"Expected a running slot with a copy that serves; found '{slot}'.");
        Assert.Matches("^acme/chat +aaaaaaaaaaaa +ready +", (await Host.Admin.DoAsync("get caches acme/chat")).Lines[1]);
    }

    [Fact]
    public async Task Get_Decisions_AreLinesTheNewestFirstAndNoMoreThanAskedFor()
    {
        var first = (await Host.Admin.DoAsync("get decisions acme/chat --component llm --limit 500")).Lines[^1];
        Assert.Contains("acme/chat         scale out   llm 0→1 (", first, StringComparison.Ordinal);

        var json = (await Host.Admin.DoAsync("get decisions acme/chat --holds --limit 2 -o json")).Json;
        Assert.InRange(json.GetArrayLength(), 1, 2);
        Assert.All(json.EnumerateArray(), static entry => Assert.Equal("acme/chat", entry.GetProperty("event").GetProperty("endpoint").GetString() ?? "acme/chat"));
    }

    [Fact]
    public async Task Get_MoreThanAPage_ReadsThemAllInTheirOrderAndOnce()
    {
        var ids = Enumerable.Range(0, 5).Select(static number => $"get-pages/e{number}").ToArray();
        await Host.PutAsync(ids);

        Assert.Equal(ids, IdsOf(await Host.Admin.DoAsync("get endpoints get-pages --chunk-size 2 -o json")));
        Assert.Equal(ids, IdsOf(await Host.Admin.DoAsync("get endpoints get-pages --chunk-size 5 -o json")));
        Assert.Equal(ids, (await Host.Admin.DoAsync("get caches get-pages --chunk-size 1 -o json")).Json.EnumerateArray().Select(static cache => cache.GetProperty("endpoint").GetString()));
        Assert.Contains("get-pages", (await Host.Admin.DoAsync("get tenants --chunk-size 1")).Output, StringComparison.Ordinal);

        var slots = (await Host.Admin.DoAsync("get slots get-pages --chunk-size 2 -o json")).Json.EnumerateArray().Select(static slot => slot.GetProperty("slot").GetString()!.Split('/')[1]);
        Assert.Equal(slots.Order(StringComparer.Ordinal), slots);

        Assert.Equal(5, (await Host.Admin.DoAsync("get changes get-pages --limit 5 --chunk-size 2 -o json")).Json.EnumerateArray().Select(static change => change.GetProperty("number").GetInt64()).Distinct().Count());
    }

    [Fact]
    public async Task Get_FewerThanThereAre_SaysSoWithoutSpoilingTheOutput()
    {
        await Host.PutAsync("get-limit/a", "get-limit/b", "get-limit/c");

        var some = await Host.Admin.DoAsync("get endpoints get-limit --limit 2 -o json");
        Assert.Equal(["get-limit/a", "get-limit/b"], IdsOf(some));
        Assert.Equal("There are more than these 2; --limit shows up to 100,000.\n", some.Error);

        Assert.Equal("", (await Host.Admin.DoAsync("get endpoints get-limit --limit 3")).Error);
        Assert.Equal(["get-limit/b"], IdsOf(await Host.Admin.DoAsync("get endpoints get-limit --name b -o json")));
    }

    [Fact]
    public async Task Get_NothingThatFits_SaysSoAndIsNoFailure()
    {
        var table = await Host.Admin.DoAsync("get endpoints acme --phase deleting");
        var json = await Host.Admin.DoAsync("get endpoints acme --phase deleting -o json");

        Assert.Equal(("", "Nothing found.\n"), (table.Output, table.Error));
        Assert.Equal(("[]\n", ""), (json.Output, json.Error));
    }

    [Theory]
    [InlineData("get endpoint acme/nobody", "get endpoints", "/v1/tenants/acme/endpoints/nobody")]
    [InlineData("get endpoints nobody", "get endpoints", "/v1/tenants/nobody/endpoints")]
    [InlineData("get tenant nobody", "get tenants", "/v1/tenants/nobody")]
    [InlineData("get slots acme/nobody", "get slots", "/v1/tenants/acme/endpoints/nobody/slots")]
    [InlineData("get spec acme/nobody", "get spec", "/v1/tenants/acme/endpoints/nobody/spec")]
    [InlineData("describe cache acme/nobody", "describe cache", "/v1/tenants/acme/endpoints/nobody/cache")]
    [InlineData("describe endpoint acme/nobody", "describe endpoint", "/v1/tenants/acme/endpoints/nobody")]
    [InlineData("delete endpoint acme/nobody", "delete endpoint", "/v1/tenants/acme/endpoints/nobody")]
    [InlineData("delete tenant nobody", "delete tenant", "/v1/tenants/nobody")]
    [InlineData("pause acme/nobody", "pause", "/v1/tenants/acme/endpoints/nobody/pause")]
    [InlineData("scale acme/chat nobody --copies 1", "scale", "/v1/tenants/acme/endpoints/chat/components/nobody/override")]
    [InlineData("activate acme/chat nobody", "activate", "/v1/tenants/acme/endpoints/chat/components/nobody/activate")]
    [InlineData("key revoke 000000000000", "key revoke", "/v1/keys/000000000000")]
    public async Task Anything_ThatIsNotThere_IsSaidToBeSo(string commandLine, string command, string path)
    {
        var run = await Host.Admin.RunAsync(commandLine);

        Assert.Equal((1, ""), (run.ExitCode, run.Output));
        Assert.Equal($"{command}: There is nothing here: {path}, or this key may not see it (HTTP 404)\n", run.Error);
    }

    [Fact]
    public async Task Describe_AnEndpointThatServes_TellsWhatAPersonAsksFirst()
    {
        var run = await Host.Admin.DoAsync("describe endpoint acme/chat");

        Assert.Equal("", run.Error);
        Assert.Equal("Endpoint:     acme/chat", run.Lines[0]);
        Assert.Equal("Phase:        active", run.Lines[1]);
        Assert.Contains(run.Lines, static line => line.StartsWith("Placed:       1 new from ", StringComparison.Ordinal));
        foreach (var (title, begins) in new[] { ("Components:", "llm "), ("Slots in use:", "acme/chat/0 "), ("Cache:", "acme/chat "), ("Latest changes:", "20"), ("Latest decisions:", "20") })
        {
            var at = Array.IndexOf(run.Lines, title);
            Assert.True(at > 0, $"Expected a line '{title}'; found:\n{run.Output}");
            Assert.Contains(run.Lines[at..], line => line.StartsWith(begins, StringComparison.Ordinal));
        }

        Assert.Contains("endpoint.put", run.Output, StringComparison.Ordinal);
        Assert.Contains("llm 0→1 (", run.Output, StringComparison.Ordinal);
    }

    private static IEnumerable<string?> IdsOf(CliRun endpoints) => endpoints.Json.EnumerateArray().Select(static endpoint => endpoint.GetProperty("id").GetString());

    // In time that goes so fast the image may be in the cache before the launch that it was not there for.
    [GeneratedRegex(@"^acme/chat/0 +running +\d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ +\S+ +g6\.2xlarge\S* +(registry|snapshot-rate) +llm#\d+ ready +\d+$")]
    private static partial Regex SlotLine();
}
