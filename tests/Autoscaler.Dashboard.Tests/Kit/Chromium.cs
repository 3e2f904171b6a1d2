namespace Autoscaler.Dashboard.Tests.Kit;

/// <summary>The browser, Debian's: nothing is downloaded.</summary>
internal static class Chromium
{
    private static readonly string[] Arguments =
    [
        "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ];

    /// <summary>Where it may be.</summary>
    public static ImmutableArray<string> Places { get; } = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    /// <summary>Where it is; null where it is not.</summary>
    public static string? Path { get; } = Places.FirstOrDefault(File.Exists);

    public static Task<IBrowser> LaunchAsync(IPlaywright playwright) => playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
    {
        ExecutablePath = Path ?? throw new InvalidOperationException($"Expected a browser at {string.Join(" or ", Places)}; found none. Install it: apt-get install chromium."),
        Args = Arguments,
        IgnoreDefaultArgs = ["--enable-automation"],
    });
}
