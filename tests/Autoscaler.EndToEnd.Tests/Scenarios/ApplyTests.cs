using Autoscaler.EndToEnd.Tests.Kit;

namespace Autoscaler.EndToEnd.Tests.Scenarios;

public sealed class ApplyTests(OneHost host) : Scenario(host)
{
    private readonly SpecFolder _folder = new();

    public override void Dispose()
    {
        _folder.Dispose();
        base.Dispose();
    }

    [Fact]
    public async Task Apply_TwoDocuments_TriesThemDryThenCreatesThemThenHasNothingToDo()
    {
        var file = _folder.Write("two.yaml", Specs.Yaml("apply-two/a"), Specs.Yaml("apply-two/b", maxCopies: 7));

        var dry = await Host.Admin.DoAsync($"apply -f {file} --dry-run");
        Assert.Equal("endpoint apply-two/a would be created (dry run)", dry.Lines[0]);
        Assert.Contains("  + components[llm].maxCopies: 4", dry.Lines);
        // What the file leaves to defaults is shown too.
        Assert.Contains("  + components[llm].policy.targetTracking.window: 20s", dry.Lines);
        Assert.Contains("endpoint apply-two/b would be created (dry run)", dry.Lines);
        Assert.Contains("  + components[llm].maxCopies: 7", dry.Lines);
        Assert.Equal(1, (await Host.Admin.RunAsync("get endpoints apply-two")).ExitCode);

        Assert.Equal(["endpoint apply-two/a created", "endpoint apply-two/b created"], (await Host.Admin.DoAsync($"apply -f {file}")).Lines);
        Assert.Equal(["endpoint apply-two/a unchanged", "endpoint apply-two/b unchanged"], (await Host.Admin.DoAsync($"apply -f {file}")).Lines);
        Assert.Equal(1, (await Host.Admin.DoAsync("get endpoint apply-two/a -o json")).Json.GetProperty("version").GetInt32());
    }

    [Fact]
    public async Task Apply_ChangedFields_ShowsTheDifferenceAndMakesIt()
    {
        await Host.PutAsync("apply-changed/a");
        var file = _folder.Write("changed.yaml", Specs.Yaml("apply-changed/a", maxCopies: 9).Replace("zones: [us-east-1a]", "zones: [us-east-1a, us-east-1b]", StringComparison.Ordinal));
        string[] difference = ["  ~ components[llm].maxCopies: 4 → 9", "  ~ zones: us-east-1a → us-east-1a, us-east-1b"];

        var dry = await Host.Admin.DoAsync($"apply -f {file} --dry-run");
        Assert.Equal("endpoint apply-changed/a would be changed (dry run)", dry.Lines[0]);
        Assert.Equal(difference, dry.Lines[1..3]);
        Assert.Equal(4, MaxCopies(await Host.Admin.DoAsync("get endpoint apply-changed/a -o json")));

        var made = await Host.Admin.DoAsync($"apply -f {file}");
        Assert.Equal("endpoint apply-changed/a changed", made.Lines[0]);
        Assert.Equal(dry.Lines[1..], made.Lines[1..]);
        Assert.Equal(9, MaxCopies(await Host.Admin.DoAsync("get endpoint apply-changed/a -o json")));
    }

    [Fact]
    public async Task Apply_WhatGetSpecGave_IsUnchanged()
    {
        await Host.PutAsync("apply-spec/a");

        var spec = await Host.Admin.DoAsync("get spec apply-spec/a");
        Assert.Equal("endpoint: apply-spec/a", spec.Lines[0]);
        Assert.Equal(["endpoint apply-spec/a unchanged"], (await Host.Admin.DoAsync("apply -f -", spec.Output)).Lines);

        var changed = spec.Output.Replace("maxCopies: 4", "maxCopies: 5", StringComparison.Ordinal);
        Assert.Equal(["endpoint apply-spec/a changed", "  ~ components[llm].maxCopies: 4 → 5"], (await Host.Admin.DoAsync("apply -f -", changed)).Lines);
    }

    [Fact]
    public async Task Apply_ErrorsInTwoDocuments_AreToldAtOnceWithTheirPlacesAndNothingIsDone()
    {
        var bad = Specs.Yaml("apply-errors/b").Replace("maxCopies: 4", "maxCopies: many", StringComparison.Ordinal);
        var file = _folder.Write("bad.yaml", Specs.Yaml("apply-errors/a"), bad, Specs.Yaml("apply-errors/c").Replace("zones:", "zone:", StringComparison.Ordinal));

        var run = await Host.Admin.RunAsync($"apply -f {file}");

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.StartsWith("apply: the input cannot be used:\n", run.Error, StringComparison.Ordinal);
        Assert.Contains($"  {file}:23:16: components[0].maxCopies: expected ", run.Error, StringComparison.Ordinal);
        Assert.Contains("; found 'many'", run.Error, StringComparison.Ordinal);
        Assert.Contains($"  {file}:41:1: zone: expected ", run.Error, StringComparison.Ordinal);
        Assert.Equal(1, (await Host.Admin.RunAsync("get endpoints apply-errors")).ExitCode);
    }

    [Fact]
    public async Task Apply_BeyondTheQuota_CreatesWhatThereIsRoomForAndSaysWhereTheRestStands()
    {
        await Host.PutTenantAsync("apply-quota", 1);
        var file = _folder.Write("quota.yaml", Specs.Yaml("apply-quota/a"), Specs.Yaml("apply-quota/b"));

        var run = await Host.Admin.RunAsync($"apply -f {file}");

        Assert.Equal((1, "endpoint apply-quota/a created\n"), (run.ExitCode, run.Output));
        Assert.Equal(
            $"""
            apply apply-quota/b: The state does not allow it (HTTP 409)
              {file}:15:11: endpoint: expected at most 1 endpoints of tenant 'apply-quota', its quota (maxEndpoints); found one more

            """,
            run.Error);
    }

    [Fact]
    public async Task Apply_SomebodyElseChangesItInBetween_ChangesNothing()
    {
        await Host.PutAsync("apply-conflict/a");
        await using var slow = await Intermediary.StartAsync(Host.Admin);
        slow.BeforeChange = () => Host.Admin.DoAsync("pause apply-conflict/a");

        var run = await slow.User.RunAsync("apply -f -", Specs.Yaml("apply-conflict/a", maxCopies: 9));

        Assert.Equal((1, ""), (run.ExitCode, run.Output));
        Assert.Equal("apply apply-conflict/a: Somebody else has changed it: The version is 2. Apply again to see what differs now (HTTP 412)\n", run.Error);
        Assert.Equal(4, MaxCopies(await Host.Admin.DoAsync("get endpoint apply-conflict/a -o json")));
    }

    [Fact]
    public async Task Apply_SomebodyElseCreatesItInBetween_ChangesNothing()
    {
        await using var slow = await Intermediary.StartAsync(Host.Admin);
        slow.BeforeChange = () => Host.PutAsync("apply-race/a");

        var run = await slow.User.RunAsync("apply -f -", Specs.Yaml("apply-race/a", maxCopies: 9));

        Assert.Equal((1, ""), (run.ExitCode, run.Output));
        Assert.Contains("Somebody else has changed it", run.Error, StringComparison.Ordinal);
        Assert.Equal(4, MaxCopies(await Host.Admin.DoAsync("get endpoint apply-race/a -o json")));
    }

    private static int MaxCopies(CliRun endpoint) => endpoint.Json.GetProperty("spec").GetProperty("components")[0].GetProperty("maxCopies").GetInt32();
}
