using Autoscaler.Contracts.Access;
using Autoscaler.Dashboard.Live;
using Microsoft.Extensions.DependencyInjection;

namespace Autoscaler.Dashboard.Tests.Pages;

[Collection(OneDashboard.Name)]
public sealed class AccessTests(OneDashboard one)
{
    [ChromiumFact]
    public async Task Viewer_OfATenant_IsOfferedNoChange()
    {
        await one.PutAsync("seen/one");
        var (token, _) = await one.CreateKeyAsync(Role.Viewer, "seen");
        await using var window = await one.OpenAsync(token, "/dashboard/endpoints/seen/one");
        await window.Expect(window.Test("ready")).ToContainTextAsync("of 1 wanted");
        foreach (var offered in new[] { "pause", "delete", "edit-policy" })
        {
            await window.Expect(window.Test(offered)).ToHaveCountAsync(0);
        }

        await window.Expect(window.Page.Locator("#override-copies")).ToHaveCountAsync(0);
        await window.GoAsync("/dashboard/caches?endpoint=seen/one");
        await window.Expect(window.Test("receipts")).ToBeVisibleAsync();
        await window.Expect(window.Page.Locator("#prebuild-reference")).ToHaveCountAsync(0);
        await window.Expect(window.Page.GetByText("Purge…")).ToHaveCountAsync(0);
        Assert.Empty(window.Faults);
    }

    [ChromiumFact]
    public async Task Operator_IsOfferedWhatRunsTheFleet_AndNoDeletion()
    {
        await one.PutAsync("seen/two");
        var (token, _) = await one.CreateKeyAsync(Role.Operator, "seen");
        await using var window = await one.OpenAsync(token, "/dashboard/endpoints/seen/two");
        await window.Expect(window.Test("pause")).ToBeVisibleAsync();
        await window.Expect(window.Test("edit-policy")).ToBeVisibleAsync();
        await window.Expect(window.Test("delete")).ToHaveCountAsync(0);
    }

    [ChromiumFact]
    public void Feeds_OfAnotherTenantsEndpoint_AreRefusedWhateverAPageForgot()
    {
        var feeds = one.Services.GetRequiredService<Feeds>();
        var caller = new Caller { KeyId = "k", Name = "k", Role = Role.Admin, Tenant = new TenantId("mine") };
        var theirs = EndpointId.Parse("theirs/secret");
        Assert.Throws<AccessDeniedException>(() => feeds.Endpoint(caller, theirs));
        Assert.Throws<AccessDeniedException>(() => feeds.Past(caller, theirs, TimeSpan.FromHours(1)));
        Assert.Throws<AccessDeniedException>(() => feeds.Receipts(caller, theirs));
        Assert.Throws<AccessDeniedException>(() => feeds.Sparkline(caller, theirs));
        Assert.NotNull(feeds.Endpoint(caller with { Tenant = null }, theirs));
    }

    [ChromiumFact]
    public async Task OtherTenant_AnyAddress_IsAnsweredAsIfThereWereNothing()
    {
        await one.PutAsync("mine/one");
        await one.PutAsync("theirs/secret");
        var (token, _) = await one.CreateKeyAsync(Role.Admin, "mine");
        await using var window = await one.OpenAsync(token, "/dashboard");
        await window.Expect(window.Page.Locator(".endpoints-grid")).ToContainTextAsync("mine/one");
        Assert.DoesNotContain("theirs", await window.Page.ContentAsync(), StringComparison.Ordinal);

        await window.GoAsync("/dashboard/endpoints/theirs/secret");
        await window.ConnectedAsync();
        var secret = await window.Test("not-found").InnerTextAsync();
        await window.GoAsync("/dashboard/endpoints/mine/absent");
        await window.ConnectedAsync();
        Assert.Equal(secret, await window.Test("not-found").InnerTextAsync());
        foreach (var path in new[] { "/dashboard/caches?endpoint=theirs/secret", "/dashboard/endpoints/theirs/secret?decision=1", "/dashboard/endpoints/Theirs/x", "/dashboard/nonsense" })
        {
            await window.GoAsync(path);
            await window.ConnectedAsync();
            await window.Expect(window.Test("not-found")).ToBeVisibleAsync();
        }

        // Without a new page too.
        await window.GoAsync("/dashboard/endpoints/mine/one");
        await window.Expect(window.Test("ready")).ToContainTextAsync("of 1 wanted");
        await window.ConnectedAsync();
        await window.Page.EvaluateAsync("Blazor.navigateTo('/dashboard/endpoints/theirs/secret')");
        await window.Expect(window.Test("not-found")).ToBeVisibleAsync();
        await window.Expect(window.Page.Locator(".plot")).ToHaveCountAsync(0);

        foreach (var path in new[] { "/dashboard/instances", "/dashboard/caches", "/dashboard/journal", "/dashboard/capacity" })
        {
            await window.GoAsync(path);
            await window.ConnectedAsync();
            Assert.DoesNotContain("theirs", await window.Page.ContentAsync(), StringComparison.Ordinal);
        }
    }
}
