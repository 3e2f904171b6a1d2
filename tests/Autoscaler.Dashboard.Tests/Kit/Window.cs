namespace Autoscaler.Dashboard.Tests.Kit;

/// <summary>A browser's window of its own: nobody else's cookies, and a list of all that went wrong in it or was asked of others.</summary>
internal sealed class Window : IAsyncDisposable
{
    private const float Patience = 20_000;
    private const int NarrowHeight = 844;
    private const int WideHeight = 800;
    private const int Narrow = 500;

    private readonly IBrowserContext _context;
    private readonly string _url;
    private readonly List<string> _faults = [];

    private Window(IBrowserContext context, IPage page, string url)
    {
        (_context, Page, _url) = (context, page, url);
        page.Console += (_, message) => Add(message.Type == "error", message.Text);
        page.PageError += (_, error) => Add(true, error);
        page.Request += (_, request) => Add(!request.Url.StartsWith(url, StringComparison.Ordinal) && !request.Url.StartsWith("data:", StringComparison.Ordinal), $"asked {request.Url}");
    }

    public IPage Page { get; }

    /// <summary>What went wrong in it: errors of scripts and of the console, and whatever was asked of another host.</summary>
    public IReadOnlyList<string> Faults => _faults;

    public static async Task<Window> OpenAsync(IBrowser browser, string url, int width, ColorScheme colors)
    {
        var context = await browser.NewContextAsync(new BrowserNewContextOptions
        {
            ViewportSize = new ViewportSize { Width = width, Height = width < Narrow ? NarrowHeight : WideHeight },
            ColorScheme = colors,
            TimezoneId = "Europe/Berlin",
        });
        context.SetDefaultTimeout(Patience);
        Assertions.SetDefaultExpectTimeout(Patience);
        return new Window(context, await context.NewPageAsync(), url);
    }

    public ILocator Test(string id) => Page.GetByTestId(id);

    public ILocatorAssertions Expect(ILocator locator) => Assertions.Expect(locator);

    public async Task GoAsync(string path)
    {
        await Page.GotoAsync($"{_url}{path}");
    }

    /// <summary>Signs in and waits until the page is connected.</summary>
    public async Task SignInAsync(string key, string path)
    {
        await GoAsync(path);
        await Page.FillAsync("#key", key);
        await Page.ClickAsync("button[type=submit]");
        await ConnectedAsync();
    }

    /// <summary>Ends once the page is connected.</summary>
    public Task ConnectedAsync() => Page.WaitForSelectorAsync("html.is-live:not(.is-lost)");

    public Task<IReadOnlyList<BrowserContextCookiesResult>> CookiesAsync() => _context.CookiesAsync();

    public async ValueTask DisposeAsync() => await _context.DisposeAsync();

    private void Add(bool isFault, string text)
    {
        if (isFault)
        {
            lock (_faults)
            {
                _faults.Add(text);
            }
        }
    }
}
