namespace Autoscaler.Dashboard.Tests.Pages;

[Collection(OneDashboard.Name)]
public sealed class RestartTests(OneDashboard one)
{
    [ChromiumFact]
    public async Task Silo_KilledAndStartedAgainWhileSomebodyWatches_IsMissedAndFoundAgain()
    {
        var folder = Directory.CreateTempSubdirectory("dashboard");
        var port = FreePort.Find();
        string[] arguments = ["--data", folder.FullName, "--speed", "60", "--urls", $"http://127.0.0.1:{port}"];
        try
        {
            var silo = await SiloProcess.StartAsync(null, arguments);
            await using var window = await one.OpenAsync(url: silo.Url);
            await window.SignInAsync(silo.Key, "/dashboard/endpoints/acme/chat?range=15m");
            await window.Expect(window.Test("ready")).ToContainTextAsync("wanted");
            await silo.KillAsync();
            await window.Expect(window.Page.Locator("#lost")).ToBeVisibleAsync();
            await window.Expect(window.Page.Locator("#lost")).ToContainTextAsync("Connection to the silo lost");

            await using var again = await SiloProcess.StartAsync(silo.Key, arguments);
            await silo.DisposeAsync();
            await window.Page.WaitForSelectorAsync("html.is-live:not(.is-lost)", new() { Timeout = 60_000 });
            await window.Expect(window.Page.Locator("#lost")).ToBeHiddenAsync();
            // With its session, at the same place, and alive.
            await window.Expect(window.Test("ready")).ToContainTextAsync("wanted");
            Assert.Contains("range=15m", window.Page.Url, StringComparison.Ordinal);
            var ticked = await window.Test("ticked").Locator("time").GetAttributeAsync("datetime");
            await window.Expect(window.Test("ticked").Locator("time")).Not.ToHaveAttributeAsync("datetime", ticked!);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
