namespace Autoscaler.Dashboard.Tests.Pages;

[Collection(OneDashboard.Name)]
public sealed class FleetTests(OneDashboard one)
{
    [ChromiumFact]
    public async Task Fleet_ItsEndpoints_AreFoundSortedAndOpened()
    {
        await one.PutAsync("fleet/alpha");
        await one.PutAsync("fleet/beta");
        await using var window = await one.OpenAsync(one.Key, "/dashboard");
        var rows = window.Page.Locator(".endpoints-grid tbody a.name");
        await window.Page.FillAsync("#find", "fleet/");
        await window.Expect(rows).ToHaveCountAsync(2);
        await window.Expect(rows.First).ToContainTextAsync("alpha");
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Endpoint, ascending" }).ClickAsync();
        await window.Expect(window.Page.GetByRole(AriaRole.Button, new() { Name = "Endpoint, descending" })).ToBeVisibleAsync();
        await window.Expect(rows.First).ToContainTextAsync("beta");
        await window.Page.FillAsync("#find", "fleet/nobody");
        await window.Expect(window.Page.GetByText("No endpoint is called so")).ToBeVisibleAsync();
        await window.Page.ClickAsync("text=Show all");
        await window.Page.FillAsync("#find", "fleet/");
        await window.Expect(rows).ToHaveCountAsync(2);
        // Although there was no table in the meantime.
        await window.Expect(rows.First).ToContainTextAsync("beta");
        await window.Page.FillAsync("#find", "fleet/alpha");
        await window.Page.ClickAsync(".endpoints-grid a:has-text(\"alpha\")");
        await window.Expect(window.Test("ready")).ToContainTextAsync("of 1 wanted");
        await window.Expect(window.Page.Locator("h1")).ToBeFocusedAsync();
        Assert.Empty(window.Faults);
    }

    [ChromiumFact]
    public async Task Fleet_AnEndpointThatComes_IsListedWithoutReload()
    {
        await using var window = await one.OpenAsync(one.Key, "/dashboard");
        await window.Page.FillAsync("#find", "fleet/latecomer");
        await one.PutAsync("fleet/latecomer");
        await window.Expect(window.Page.Locator(".endpoints-grid")).ToContainTextAsync("latecomer");
    }

    [ChromiumFact]
    public async Task Keyboard_FromTheTop_SkipsToTheContent()
    {
        await using var window = await one.OpenAsync(one.Key, "/dashboard");
        // A page begins at its heading; the link is before all else.
        await window.Expect(window.Page.Locator("h1")).ToBeFocusedAsync();
        await window.Page.Locator(".skip").FocusAsync();
        await window.Expect(window.Page.Locator(".skip")).ToBeInViewportAsync();
        await window.Page.Keyboard.PressAsync("Enter");
        await window.Expect(window.Page.Locator("#content")).ToBeFocusedAsync();
        await window.Page.Keyboard.PressAsync("Tab");
        Assert.True(await window.Page.EvaluateAsync<bool>("document.activeElement.closest('#content') !== null"));
    }

    [ChromiumFact]
    public async Task Theme_Toggled_IsKept()
    {
        await using var window = await one.OpenAsync(one.Key, "/dashboard");
        await window.Page.ClickAsync("[data-theme-toggle]");
        await window.Page.ReloadAsync();
        await window.Expect(window.Page.Locator("html")).ToHaveAttributeAsync("data-theme", "dark");
    }
}
