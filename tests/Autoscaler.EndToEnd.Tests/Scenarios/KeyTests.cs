using Autoscaler.EndToEnd.Tests.Kit;

namespace Autoscaler.EndToEnd.Tests.Scenarios;

public sealed class KeyTests(OneHost host) : Scenario(host)
{
    [Fact]
    public async Task Key_CreateListRevoke_ShowsTheTokenOnceAndTheKeyUntilThen()
    {
        var created = await Host.Admin.DoAsync("key create --name ci --role operator --tenant acme --for 720h");
        var id = created.Output.Split('_')[2];
        var user = Host.Admin with { Key = created.Output.Trim() };

        Assert.Matches("^ast_acme_[a-z0-9]{12}_[0-9a-f]{64}\n$", created.Output);
        Assert.Equal($"key {id} created: ci, operator of acme. Its token is not shown again:\n", created.Error);
        Assert.Equal(0, (await user.RunAsync("get endpoints")).ExitCode);

        var list = await Host.Admin.DoAsync("key list --tenant acme");
        var row = list.Lines.Single(line => line.StartsWith(id, StringComparison.Ordinal));
        Assert.Matches($@"^{id} +ci +operator +acme +\S+ \S+ +\S+ \S+ +- +", row);
        Assert.DoesNotContain(created.Output.Split('_')[3].Trim(), list.Output + (await Host.Admin.DoAsync("key list --tenant acme -o json")).Output, StringComparison.Ordinal);

        Assert.Equal([$"key {id} revoked"], (await Host.Admin.DoAsync($"key revoke {id} --tenant acme")).Lines);
        var refused = await user.RunAsync("get endpoints");
        Assert.Equal((1, "", "get endpoints: The key is not in force (HTTP 401)\n"), (refused.ExitCode, refused.Output, refused.Error));
        Assert.Contains("key.revoke", (await Host.Admin.DoAsync("get changes acme")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Key_CreatedAsJson_IsKeyAndToken()
    {
        var json = (await Host.Admin.DoAsync("key create --name robot --role viewer -o json")).Json;

        Assert.Equal("viewer", json.GetProperty("key").GetProperty("role").GetString());
        Assert.StartsWith("asp_", json.GetProperty("token").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Key_ThatTheServerRefuses_IsBadInput()
    {
        var run = await Host.Admin.RunAsync($"key create --name {new string('x', 101)} --role viewer --for 1s");

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains("\n  name: expected ", run.Error, StringComparison.Ordinal);
        Assert.Contains("\n  for: expected ", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Viewer_Looks_AndChangesNothing()
    {
        await Host.PutAsync("key-viewer/a");
        var viewer = await Host.CreateKeyAsync("viewer", null);

        foreach (var look in new[] { "get endpoints", "get slots", "get decisions acme/chat", "describe endpoint acme/chat", "events", "apply -f - --dry-run" })
        {
            await viewer.DoAsync(look, Specs.Yaml("key-viewer/a", maxCopies: 3));
        }

        foreach (var change in new[]
        {
            "apply -f -", "pause key-viewer/a", "resume key-viewer/a", "scale key-viewer/a llm --copies 2", "scale key-viewer/a llm --end", "activate key-viewer/a llm",
            "delete endpoint key-viewer/a", "delete tenant key-viewer", "key list", "key create --name x --role viewer", "key revoke 000000000000",
        })
        {
            var run = await viewer.RunAsync(change, Specs.Yaml("key-viewer/a", maxCopies: 3));
            Assert.Equal((1, ""), (run.ExitCode, run.Output));
            Assert.Matches(@": The key's role is too low: Expected a key with the role (operator|admin); found viewer \(HTTP 403\)\n$", run.Error);
        }

        Assert.Equal(1, (await Host.Admin.DoAsync("get endpoint key-viewer/a -o json")).Json.GetProperty("version").GetInt32());
    }

    [Fact]
    public async Task AnotherTenant_SeesItsOwnAlone_AndLearnsNothingOfOthers()
    {
        await Host.PutAsync("key-hidden/secret-model", "key-other/own");
        var other = await Host.CreateKeyAsync("admin", "key-other");

        foreach (var list in new[] { "get endpoints", "get tenants", "get slots", "get caches", "get changes", "events" })
        {
            var run = await other.DoAsync(list);
            Assert.DoesNotContain("key-hidden", run.Output, StringComparison.Ordinal);
            Assert.DoesNotContain("acme", run.Output, StringComparison.Ordinal);
        }

        foreach (var command in new[]
        {
            "get endpoint TENANT/secret-model", "get endpoints TENANT", "get tenant TENANT", "get changes TENANT", "get decisions TENANT/secret-model", "get spec TENANT/secret-model",
            "describe endpoint TENANT/secret-model", "pause TENANT/secret-model", "scale TENANT/secret-model llm --copies 1", "activate TENANT/secret-model llm",
            "delete endpoint TENANT/secret-model", "delete tenant TENANT", "key list --tenant TENANT", "key create --name x --role viewer --tenant TENANT", "events TENANT/secret-model",
        })
        {
            var hidden = await other.RunAsync(command.Replace("TENANT", "key-hidden", StringComparison.Ordinal));
            var absent = await other.RunAsync(command.Replace("TENANT", "key-absent", StringComparison.Ordinal));
            Assert.Equal((1, ""), (hidden.ExitCode, hidden.Output));
            Assert.Equal((1, absent.Error), (absent.ExitCode, hidden.Error.Replace("key-hidden", "key-absent", StringComparison.Ordinal)));
        }

        // What is the platform's is not there either.
        Assert.Equal("key list: There is nothing here: /v1/keys, or this key may not see it (HTTP 404)\n", (await other.RunAsync("key list")).Error);
    }

    [Fact]
    public async Task AWrongKeyAndNone_AreToldApart()
    {
        var wrong = await (Host.Admin with { Key = $"asp_000000000000_{new string('0', 64)}" }).RunAsync("get endpoints");
        var misshapen = await (Host.Admin with { Key = "letmein" }).RunAsync("apply -f -", Specs.Yaml("key-wrong/a") + "---\n" + Specs.Yaml("key-wrong/b"));
        var none = await (Host.Admin with { Key = null }).RunAsync("get endpoints");

        Assert.Equal((1, "", "get endpoints: The key is not in force (HTTP 401)\n"), (wrong.ExitCode, wrong.Output, wrong.Error));
        // The second would meet the same.
        Assert.Equal((1, "", "apply key-wrong/a: The key is not in force (HTTP 401)\napply: not tried: key-wrong/b\n"), (misshapen.ExitCode, misshapen.Output, misshapen.Error));
        Assert.Equal((1, ""), (none.ExitCode, none.Output));
        Assert.StartsWith("get endpoints: A key is needed: none was given; set AUTOSCALER_KEY, or 'key' in ", none.Error, StringComparison.Ordinal);
    }
}
