namespace Autoscaler.Dashboard.Tests.Pages;

[Collection(OneDashboard.Name)]
public sealed class LookTests(OneDashboard one)
{
    private static readonly string[] Paths =
    [
        "/dashboard", "/dashboard/endpoints/look/chat?range=15m", "/dashboard/instances", "/dashboard/caches?endpoint=look/chat", "/dashboard/journal", "/dashboard/capacity",
        "/dashboard/endpoints/look/absent",
    ];

    // Text on what lies behind it, by WCAG's formula; what is disabled, hidden or for screen readers alone does not count.
    private const string Contrast = """
        () => {
            const channels = color => (color.match(/[\d.]+/g) ?? []).map(Number);
            const light = ([r, g, b]) => [r, g, b].map(c => (c /= 255) <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4).reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
            const behind = element => {
                for (let at = element; at; at = at.parentElement) {
                    const color = channels(getComputedStyle(at).backgroundColor);
                    if (color.length === 3 || color[3] === 1) return color;
                }
                return channels(getComputedStyle(document.documentElement).backgroundColor);
            };
            const found = new Set();
            const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
            while (walker.nextNode()) {
                const element = walker.currentNode.parentElement;
                const style = getComputedStyle(element);
                const box = element.getBoundingClientRect();
                if (!walker.currentNode.textContent.trim() || box.width < 2 || style.visibility === 'hidden' || style.fontSize === '0px' || element.closest('[hidden],script,style,.visually-hidden,:disabled,.lost,.skip,option')) continue;
                const one = light(channels(style.color)), other = light(behind(element));
                const ratio = (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
                if (ratio < 4.5) found.add(`${ratio.toFixed(2)} "${walker.currentNode.textContent.trim().slice(0, 40)}" ${style.color} <${element.tagName.toLowerCase()} class="${element.className}">`);
            }
            return [...found];
        }
        """;

    // What a screen reader would not name, headings that skip, ids twice.
    private const string Names = """
        () => {
            const found = [];
            for (const element of document.querySelectorAll('input:not([type=hidden]),select,textarea,button,a[href],[role=img],nav,svg:not([aria-hidden])')) {
                if (element.closest('[hidden]')) continue;
                const label = element.getAttribute('aria-label') || element.textContent.trim() || element.title || (element.id && document.querySelector(`label[for="${element.id}"]`)?.textContent.trim()) || element.closest('label')?.textContent.trim();
                if (!label) found.push(`no name: ${element.outerHTML.slice(0, 120)}`);
            }
            if (document.querySelectorAll('h1').length !== 1) found.push(`${document.querySelectorAll('h1').length} first headings`);
            if (!document.title || !document.documentElement.lang) found.push('no title or language');
            const ids = [...document.querySelectorAll('[id]')].map(element => element.id);
            found.push(...ids.filter((id, i) => ids.indexOf(id) !== i).map(id => `id twice: ${id}`));
            return found;
        }
        """;

    [ChromiumFact]
    public async Task Pages_InBothWidthsAndThemes_CanBeShownToAnybody()
    {
        await one.PutAsync("look/chat", static spec => spec with { Components = [spec.Components[0] with { MinCopies = 3 }] });
        var folder = Directory.CreateDirectory(Path.Combine(RepositoryRoot.Path, "tests", "Autoscaler.Dashboard.Tests", "TestResults", "screenshots"));
        var found = new List<string>();
        foreach (var (width, colors) in new[] { (1280, ColorScheme.Light), (1280, ColorScheme.Dark), (390, ColorScheme.Light), (390, ColorScheme.Dark) })
        {
            await using var window = await one.OpenAsync(width, colors);
            await window.GoAsync("/dashboard/sign-in");
            await ShootAsync(window, folder, "sign-in", width, colors, found);
            await window.SignInAsync(one.Key, "/dashboard");
            await window.Expect(window.Page.Locator(".endpoints-grid")).ToContainTextAsync("look/chat");
            foreach (var path in Paths)
            {
                await window.GoAsync(path);
                await window.ConnectedAsync();
                await window.Expect(window.Page.Locator("h1")).ToBeVisibleAsync();
                await window.Expect(window.Page.Locator(".skeleton")).ToHaveCountAsync(0);
                await ShootAsync(window, folder, path.Split('?')[0].Split('/')[^1], width, colors, found);
            }

            found.AddRange(window.Faults.Select(fault => $"{width} {colors}: {fault}"));
        }

        Assert.True(found.Count == 0, string.Join('\n', found));
    }

    private static async Task ShootAsync(Window window, DirectoryInfo folder, string name, int width, ColorScheme colors, List<string> found)
    {
        var what = $"{name}-{width}-{colors.ToString().ToLowerInvariant()}";
        await window.Page.ScreenshotAsync(new() { Path = Path.Combine(folder.FullName, $"{what}.png"), FullPage = true });
        var wider = await window.Page.EvaluateAsync<int>("document.documentElement.scrollWidth - innerWidth");
        if (wider > 0)
        {
            found.Add($"{what}: {wider} px wider than the window");
        }

        found.AddRange((await window.Page.EvaluateAsync<string[]>(Contrast)).Select(text => $"{what}: contrast {text}"));
        found.AddRange((await window.Page.EvaluateAsync<string[]>(Names)).Select(text => $"{what}: {text}"));
    }
}
