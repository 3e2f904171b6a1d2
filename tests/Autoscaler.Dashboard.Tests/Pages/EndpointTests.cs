using Autoscaler.Contracts.Endpoints;
using Autoscaler.Contracts.Specs;

namespace Autoscaler.Dashboard.Tests.Pages;

[Collection(OneDashboard.Name)]
public sealed class EndpointTests(OneDashboard one)
{
    private static readonly ComponentName Component = new(SmallEndpoint.Component);

    [ChromiumFact]
    public async Task Endpoint_ASpike_IsWatchedAsItScalesOutAndItsDecisionOpens()
    {
        await one.PutAsync("watch/spike");
        await using var window = await one.OpenAsync(one.Key, "/dashboard/endpoints/watch/spike?range=15m");
        await window.Expect(window.Test("ready")).ToContainTextAsync("1 of 1 wanted");

        using var spike = new PushedDemand(one, "watch/spike", 40);
        await window.Expect(window.Test("ready").Locator(".value")).ToContainTextAsync("of 5 wanted");
        await window.Expect(window.Test("ready").Locator(".value")).ToContainTextAsync("5 of 5 wanted");
        await window.Expect(window.Page.Locator(".plot path.wanted")).Not.ToHaveAttributeAsync("d", "");

        await window.Page.Locator(".decisions .row", new() { HasText = "1→5" }).ClickAsync();
        var decision = window.Test("decision");
        await window.Expect(decision).ToContainTextAsync("What it went by");
        await window.Expect(decision).ToContainTextAsync("not taken");
        await window.Expect(decision).ToContainTextAsync("Instances launched");
        Assert.Contains("decision=", window.Page.Url, StringComparison.Ordinal);

        // The same opens for whoever is sent the address.
        await window.Page.ReloadAsync();
        await window.Expect(window.Test("decision")).ToContainTextAsync("What it went by");
        await window.Expect(window.Test("starts")).ToContainTextAsync("p50");
        Assert.Empty(window.Faults);
    }

    [ChromiumFact]
    public async Task Endpoint_ATick_IsShownWithoutReload()
    {
        // Of images so large that copies are still coming when somebody looks.
        await one.PutAsync("watch/soon", static spec => spec with { Components = [spec.Components[0] with { Image = spec.Components[0].Image with { CompressedSize = ByteCount.FromGigabytes(900) } }] });
        await using var window = await one.OpenAsync(one.Key, "/dashboard/endpoints/watch/soon");
        await window.Expect(window.Test("coming").Locator(".value")).ToContainTextAsync("1 copy");
        await one.Endpoint("watch/soon").OverrideAsync(Component, 3, one.Clock.GetUtcNow() + TimeSpan.FromHours(5), CancellationToken.None);
        await window.Expect(window.Test("ready")).ToContainTextAsync("of 3 wanted");
        await window.Expect(window.Test("coming").Locator(".value")).ToContainTextAsync("3 copies");
    }

    [ChromiumFact]
    public async Task Policy_ABadOneThenAGoodOne_IsRefusedThenComparedAndSaved()
    {
        await one.PutAsync("edit/policy");
        await using var window = await one.OpenAsync(one.Key, "/dashboard/endpoints/edit/policy");
        await window.Test("edit-policy").ClickAsync();
        var text = window.Page.Locator("#policy-text");
        var standing = await text.InputValueAsync();
        await text.FillAsync(standing.Replace("targetConcurrencyPerCopy: 8", "targetConcurrencyPerCopy: many", StringComparison.Ordinal) + "wishes: none\n");
        await window.Test("compare-policy").ClickAsync();
        var errors = window.Test("policy").GetByTestId("errors");
        await window.Expect(errors).ToContainTextAsync("Line 1");
        await window.Expect(errors).ToContainTextAsync("found 'many'");
        await window.Expect(errors).ToContainTextAsync("wishes");
        await window.Expect(window.Test("save-policy")).ToBeDisabledAsync();

        await text.FillAsync(standing.Replace("targetConcurrencyPerCopy: 8", "targetConcurrencyPerCopy: 5", StringComparison.Ordinal));
        await window.Test("compare-policy").ClickAsync();
        await window.Expect(window.Test("policy-diff")).ToContainTextAsync("targetConcurrencyPerCopy");
        await window.Test("save-policy").ClickAsync();
        await window.Expect(window.Page.Locator("pre.yaml")).ToContainTextAsync("targetConcurrencyPerCopy: 5");
        var view = await one.Endpoint("edit/policy").GetViewAsync(CancellationToken.None);
        Assert.Equal(5, view.Spec!.Components[0].Policy.TargetConcurrencyPerCopy);
        await window.GoAsync("/dashboard/journal");
        await window.Expect(window.Test("changes")).ToContainTextAsync("policy.set");
    }

    [ChromiumFact]
    public async Task Policy_ThatTheEndpointRefuses_SaysWhereInTheText()
    {
        await one.PutAsync("edit/beyond");
        await using var window = await one.OpenAsync(one.Key, "/dashboard/endpoints/edit/beyond");
        await window.Test("edit-policy").ClickAsync();
        var text = window.Page.Locator("#policy-text");
        await text.FillAsync((await text.InputValueAsync()).Replace("targetConcurrencyPerCopy: 8", "targetConcurrencyPerCopy: 500", StringComparison.Ordinal));
        await window.Test("compare-policy").ClickAsync();
        await window.Test("save-policy").ClickAsync();
        await window.Expect(window.Test("policy").GetByTestId("errors")).ToContainTextAsync("Line 1");
    }

    [ChromiumFact]
    public async Task Policy_ThatSomebodyElseChangedMeanwhile_IsNotSaved()
    {
        await one.PutAsync("edit/both");
        await using var window = await one.OpenAsync(one.Key, "/dashboard/endpoints/edit/both");
        await window.Test("edit-policy").ClickAsync();
        await one.Endpoint("edit/both").SetPolicyAsync(Component, new ScalingPolicy { TargetConcurrencyPerCopy = 3 }, CancellationToken.None);
        await window.Expect(window.Test("policy")).ToContainTextAsync("Somebody changed the endpoint meanwhile");
        var text = window.Page.Locator("#policy-text");
        await text.FillAsync((await text.InputValueAsync()).Replace("targetConcurrencyPerCopy: 8", "targetConcurrencyPerCopy: 6", StringComparison.Ordinal));
        await window.Test("compare-policy").ClickAsync();
        await window.Test("save-policy").ClickAsync();
        await window.Expect(window.Test("policy").GetByTestId("errors")).ToContainTextAsync("Somebody else changed this meanwhile");
        Assert.Equal(3, (await one.Endpoint("edit/both").GetViewAsync(CancellationToken.None)).Spec!.Components[0].Policy.TargetConcurrencyPerCopy);

        // What was written is not lost: compared with what stands now, it can be saved.
        await window.Test("rebase-policy").ClickAsync();
        await window.Expect(window.Test("policy-diff").Locator("del").First).ToHaveTextAsync("3");
        await window.Test("save-policy").ClickAsync();
        await window.Expect(window.Page.Locator("pre.yaml")).ToContainTextAsync("targetConcurrencyPerCopy: 6");
    }

    [ChromiumFact]
    public async Task Policy_BegunOnOneEndpoint_DoesNotStayOnTheNext()
    {
        await one.PutAsync("edit/first");
        await one.PutAsync("edit/second");
        await using var window = await one.OpenAsync(one.Key, "/dashboard/endpoints/edit/first");
        await window.Test("edit-policy").ClickAsync();
        await window.Expect(window.Page.Locator("#policy-text")).ToBeVisibleAsync();
        await window.Page.EvaluateAsync("Blazor.navigateTo('/dashboard/endpoints/edit/second')");
        await window.Expect(window.Page.Locator("h1")).ToContainTextAsync("second");
        await window.Expect(window.Page.Locator("#policy-text")).ToHaveCountAsync(0);
        await window.Expect(window.Test("edit-policy")).ToBeVisibleAsync();
    }

    [ChromiumFact]
    public async Task Endpoint_ADecisionThatIsNoNumber_OpensNone()
    {
        await one.PutAsync("watch/nonsense");
        await using var window = await one.OpenAsync(one.Key, "/dashboard/endpoints/watch/nonsense?decision=abc");
        await window.Expect(window.Test("ready")).ToContainTextAsync("of 1 wanted");
        await window.Expect(window.Test("decision")).ToHaveCountAsync(0);
    }

    [ChromiumFact]
    public async Task Override_SetAndEnded_IsShownAndObeyed()
    {
        await one.PutAsync("steer/hand");
        await using var window = await one.OpenAsync(one.Key, "/dashboard/endpoints/steer/hand");
        await window.Page.FillAsync("#override-copies", "2");
        await window.Page.FillAsync("#override-for", "soon");
        await window.Page.ClickAsync("text=Set copies");
        await window.Expect(window.Test("steering").GetByTestId("errors")).ToContainTextAsync("found 'soon'");
        await window.Page.FillAsync("#override-for", "80000000h");
        await window.Page.ClickAsync("text=Set copies");
        await window.Expect(window.Test("steering").GetByTestId("errors")).ToContainTextAsync("7");
        await window.Page.FillAsync("#override-for", "5h");
        await window.Page.ClickAsync("text=Set copies");
        await window.Expect(window.Test("override")).ToContainTextAsync("2 copies");
        await window.Expect(window.Test("ready")).ToContainTextAsync("2 of 2 wanted");
        await window.Page.ClickAsync("text=Let demand count again");
        await window.Expect(window.Test("override")).ToHaveCountAsync(0);
    }

    [ChromiumFact]
    public async Task Pause_AndResume_AreShown()
    {
        await one.PutAsync("steer/pause");
        await using var window = await one.OpenAsync(one.Key, "/dashboard/endpoints/steer/pause");
        await window.Test("pause").ClickAsync();
        await window.Expect(window.Page.GetByText("Scaling is paused.")).ToBeVisibleAsync();
        await window.Test("pause").ClickAsync();
        await window.Expect(window.Page.GetByText("Scaling is paused.")).ToHaveCountAsync(0);
    }

    [ChromiumFact]
    public async Task Delete_ConfirmedByName_IsWatchedToItsReceipt()
    {
        await one.PutAsync("gone/soon");
        await using var window = await one.OpenAsync(one.Key, "/dashboard/endpoints/gone/soon");
        await window.Test("delete").ClickAsync();
        var confirm = window.Page.GetByRole(AriaRole.Button, new() { Name = "Delete for good" });
        await window.Page.FillAsync("#confirm-name", "gone/late");
        await window.Expect(confirm).ToBeDisabledAsync();
        await window.Page.FillAsync("#confirm-name", "gone/soon");
        await confirm.ClickAsync();
        // It may be gone before that is seen.
        await window.Expect(window.Page.GetByText("It is being deleted.").Or(window.Test("gone")).First).ToBeVisibleAsync();
        await window.Expect(window.Test("gone")).ToBeVisibleAsync(new() { Timeout = 60_000 });
        await window.Page.GetByRole(AriaRole.Link, new() { Name = "purge receipt" }).ClickAsync();
        await window.Expect(window.Test("receipts")).ToContainTextAsync("none live");
        Assert.Equal(EndpointPhase.Absent, (await one.Endpoint("gone/soon").GetViewAsync(CancellationToken.None)).Phase);
    }

    [ChromiumFact]
    public async Task Chart_AStretchThatIsDraggedOver_IsShownAlone()
    {
        await one.PutAsync("watch/zoom");
        await using var window = await one.OpenAsync(one.Key, "/dashboard/endpoints/watch/zoom?range=1h");
        var plot = window.Page.Locator(".plot");
        await plot.WaitForAsync();
        var box = (await plot.BoundingBoxAsync())!;
        await window.Page.Mouse.MoveAsync(box.X + (box.Width * 0.5f), box.Y + 40);
        await window.Page.Mouse.DownAsync();
        await window.Page.Mouse.MoveAsync(box.X + (box.Width * 0.9f), box.Y + 40, new() { Steps = 4 });
        await window.Page.Mouse.UpAsync();
        await window.Page.WaitForURLAsync("**from=**");
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "15 min" }).ClickAsync();
        await window.Page.WaitForURLAsync("**range=15m**");
        Assert.DoesNotContain("from=", window.Page.Url, StringComparison.Ordinal);
        await window.Expect(window.Page.GetByRole(AriaRole.Button, new() { Name = "15 min" })).ToHaveAttributeAsync("aria-pressed", "true");
        await window.Page.GetByText("The same as a table").First.ClickAsync();
        await window.Expect(window.Page.GetByText("Demand, requests at once")).ToBeVisibleAsync();
        Assert.Empty(window.Faults);
    }
}
