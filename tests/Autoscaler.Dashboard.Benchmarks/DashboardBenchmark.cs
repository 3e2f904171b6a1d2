namespace Autoscaler.Dashboard.Benchmarks;

/// <summary>Opens pages of a host in a process of its own, in a browser in others, and measures.</summary>
internal sealed class DashboardBenchmark(int pages, int endpoints, double speed, TimeSpan watched)
{
    private const int Tries = 9;
    private const int PerTenant = 500;
    private const string Fleet = "/dashboard";

    // The demo's.
    private static readonly string[] Demo = ["acme/chat", "acme/embed", "globex/assist", "globex/rerank"];
    // Until what was opened or closed is compiled, drawn and let go: processor time is measured from then.
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(15);

    public async Task<DashboardBenchmarkReport> RunAsync()
    {
        var data = Directory.CreateTempSubdirectory("dashboard-benchmark");
        try
        {
            await using var silo = await SiloProcess.StartAsync(null, "--data", data.FullName, "--speed", FormattableString.Invariant($"{speed}"));
            for (var i = 0; i < endpoints; i++)
            {
                await PutAsync(silo, NameOf(i));
            }

            using var playwright = await Playwright.CreateAsync();
            await using var browser = await Chromium.LaunchAsync(playwright);
            await using var window = await Window.OpenAsync(browser, silo.Url, 1280, ColorScheme.Light);
            await window.SignInAsync(silo.Key, Fleet);
            var alonePaint = await PaintAsync(window);
            await window.GoAsync("/health/live");
            await Task.Delay(Settling, TimeProvider.System);
            var memoryAlone = silo.Memory;
            var alone = await CoresAsync(silo);

            var opened = new List<IPage>();
            for (var i = 0; i < pages; i++)
            {
                var page = await window.Page.Context.NewPageAsync();
                await page.GotoAsync($"{silo.Url}{(i % 2 == 0 ? Fleet : $"/dashboard/endpoints/{NameOfPage(i / 2)}?range=1h")}");
                opened.Add(page);
            }

            await Task.Delay(Settling, TimeProvider.System);
            var whileWatched = await CoresAsync(silo);
            var memoryWatched = silo.Memory;
            var watchedPaint = await PaintAsync(window);
            var shown = await ShowAsync(silo, window);
            foreach (var page in opened)
            {
                await page.CloseAsync();
            }

            return new DashboardBenchmarkReport(
                pages, endpoints + Demo.Length, speed, Environment.ProcessorCount, Rounded(alone), Rounded(whileWatched), Rounded(whileWatched - alone),
                Math.Round((memoryWatched - memoryAlone) / 1e6 / Math.Max(1, pages), 2),
                Milliseconds.Of(alonePaint.Select(static one => one.Paint)), Milliseconds.Of(watchedPaint.Select(static one => one.Paint)),
                Milliseconds.Of(watchedPaint.Select(static one => one.Byte)), shown, await SortAsync(window), await FindAsync(window));
        }
        finally
        {
            data.Delete(recursive: true);
        }
    }

    private static double Rounded(double cores) => Math.Round(cores, 3);

    private static string NameOf(int index) => FormattableString.Invariant($"bench-{index / PerTenant}/endpoint-{index:00000}");

    private string NameOfPage(int index) => index < Demo.Length || endpoints == 0 ? Demo[index % Demo.Length] : NameOf(index % endpoints);

    private static async Task PutAsync(SiloProcess silo, string id)
    {
        var spec = $$"""
            {"components": [{"name": "llm", "image": {"reference": "registry.example/llm:a", "digest": "sha256:{{new string('a', 64)}}", "sizeGb": 10}, "maxCopies": 10}],
             "instanceTypes": ["g6.2xlarge", "g5.2xlarge"], "zones": ["us-east-1a", "us-east-1b"]}
            """;
        var parts = id.Split('/');
        using var answer = await silo.SendAsync(HttpMethod.Put, $"/v1/tenants/{parts[0]}/endpoints/{parts[1]}", spec);
        if (!answer.IsSuccessStatusCode)
        {
            throw new InvalidOperationException($"{id} was not put: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
        }
    }

    private async Task<double> CoresAsync(SiloProcess silo)
    {
        var (before, begun) = (silo.ProcessorTime, TimeProvider.System.GetTimestamp());
        await Task.Delay(watched, TimeProvider.System);
        return (silo.ProcessorTime - before) / TimeProvider.System.GetElapsedTime(begun);
    }

    private async Task<List<(double Paint, double Byte)>> PaintAsync(Window window)
    {
        var paints = new List<(double, double)>();
        for (var i = 0; i < Tries; i++)
        {
            await window.GoAsync(i % 2 == 0 ? Fleet : $"/dashboard/endpoints/{Demo[0]}?range=1h");
            await window.Page.WaitForFunctionAsync("() => performance.getEntriesByName('first-contentful-paint').length > 0");
            paints.Add((
                await window.Page.EvaluateAsync<double>("() => performance.getEntriesByName('first-contentful-paint')[0].startTime"),
                await window.Page.EvaluateAsync<double>("() => performance.getEntriesByType('navigation')[0].responseStart")));
            await window.ConnectedAsync();
        }

        return paints;
    }

    private static async Task<Milliseconds> ShowAsync(SiloProcess silo, Window window)
    {
        await window.GoAsync("/dashboard/endpoints/acme/embed");
        await window.ConnectedAsync();
        var took = new List<double>();
        for (var i = 0; i < Tries; i++)
        {
            var copies = 2 + (i % 2);
            var begun = TimeProvider.System.GetTimestamp();
            using var answer = await silo.SendAsync(HttpMethod.Put, "/v1/tenants/acme/endpoints/embed/components/embed/override", $$"""{ "copies": {{copies}}, "for": "3h" }""");
            await window.Expect(window.Test("ready").Locator(".value")).ToContainTextAsync($"of {copies} wanted");
            took.Add(TimeProvider.System.GetElapsedTime(begun).TotalMilliseconds);
        }

        return Milliseconds.Of(took);
    }

    private static async Task<Milliseconds> SortAsync(Window window)
    {
        await window.GoAsync(Fleet);
        await window.ConnectedAsync();
        var took = new List<double>();
        for (var i = 0; i < Tries; i++)
        {
            var (now, next) = i % 2 == 0 ? ("ascending", "descending") : ("descending", "ascending");
            var begun = TimeProvider.System.GetTimestamp();
            await window.Page.GetByRole(AriaRole.Button, new() { Name = $"Endpoint, {now}" }).ClickAsync();
            await window.Page.GetByRole(AriaRole.Button, new() { Name = $"Endpoint, {next}" }).WaitForAsync();
            took.Add(TimeProvider.System.GetElapsedTime(begun).TotalMilliseconds);
        }

        return Milliseconds.Of(took);
    }

    private static async Task<Milliseconds> FindAsync(Window window)
    {
        await window.GoAsync(Fleet);
        await window.ConnectedAsync();
        var names = window.Page.Locator(".endpoints-grid tbody a.name");
        var took = new List<double>();
        for (var i = 0; i < Tries; i++)
        {
            var name = Demo[i % Demo.Length];
            var begun = TimeProvider.System.GetTimestamp();
            await window.Page.FillAsync("#find", name);
            await window.Expect(names).ToHaveCountAsync(1);
            await window.Expect(names).ToContainTextAsync(name);
            took.Add(TimeProvider.System.GetElapsedTime(begun).TotalMilliseconds);
        }

        return Milliseconds.Of(took);
    }
}
