using Autoscaler.Contracts.Caching;

namespace Autoscaler.Dashboard.Tests.Pages;

[Collection(OneDashboard.Name)]
public sealed class CachesTests(OneDashboard one)
{
    [ChromiumFact]
    public async Task Prebuild_ABadImageThenAGoodOne_IsRefusedThenBuilt()
    {
        await one.PutAsync("cache/ahead");
        await using var window = await one.OpenAsync(one.Key, "/dashboard/caches?endpoint=cache/ahead");
        await window.Page.FillAsync("#prebuild-reference", "registry.example/llm:b");
        await window.Page.FillAsync("#prebuild-digest", "sha256:nonsense");
        await window.Page.FillAsync("#prebuild-size", "2");
        await window.Page.ClickAsync("button:has-text(\"Prebuild\")");
        await window.Expect(window.Test("prebuild").GetByTestId("errors")).ToContainTextAsync("digest");

        await window.Page.FillAsync("#prebuild-digest", $"sha256:{new string('b', 64)}");
        await window.Page.ClickAsync("button:has-text(\"Prebuild\")");
        await window.Expect(window.Test("prebuilds")).ToContainTextAsync("registry.example/llm:b");
        await window.Expect(window.Page.Locator(".entries-grid tr", new() { HasText = "llm:b" })).ToContainTextAsync("ready", new() { Timeout = 60_000 });
        Assert.Empty(window.Faults);
    }

    [ChromiumFact]
    public async Task Purge_ConfirmedByName_IsWatchedToItsReceipt()
    {
        await one.PutAsync("cache/purged");
        await using var window = await one.OpenAsync(one.Key, "/dashboard/caches?endpoint=cache/purged");
        await window.Expect(window.Page.Locator(".entries-grid .entry-ready")).ToBeVisibleAsync(new() { Timeout = 60_000 });
        await window.Page.ClickAsync("button:has-text(\"Purge…\")");
        await window.Page.FillAsync("#confirm-name", "cache/purged");
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Purge", Exact = true }).ClickAsync();
        await window.Expect(window.Test("receipts")).ToContainTextAsync("none live", new() { Timeout = 60_000 });
        await window.Test("receipts").Locator("summary").First.ClickAsync();
        await window.Expect(window.Test("receipts")).ToContainTextAsync("SHA-256");
        Assert.NotEmpty(await one.Grains.GetGrain<IImageCacheGrain>("cache/purged").GetReceiptsAsync(CancellationToken.None));
    }
}
