using Autoscaler.SiloHost.Notices;

namespace Autoscaler.SiloHost.Tests.Notices;

public sealed class StartNoticeTests
{
    [Theory]
    [InlineData("http://127.0.0.1:5080", false)]
    [InlineData("http://localhost:5080", false)]
    [InlineData("http://[::1]:5080", false)]
    [InlineData("http://0.0.0.0:5080", true)]
    [InlineData("http://[::]:5080", true)]
    [InlineData("http://10.0.0.7:5080", true)]
    [InlineData("https://0.0.0.0:5443", false)]
    public void Lines_AnAddress_WarnsWhereOthersReachItInTheClear(string url, bool warns) =>
        Assert.Equal(warns, StartNotice.Lines([url], null, null).Any(static line => line.Contains("without TLS", StringComparison.Ordinal)));

    [Fact]
    public void Lines_AnAddress_SaysWhereToLook() => Assert.Equal(
        ["  Dashboard http://127.0.0.1:5080/dashboard", "  API       http://127.0.0.1:5080/v1", "  OpenAPI   http://127.0.0.1:5080/openapi/v1.json", "  Health    http://127.0.0.1:5080/health/ready"],
        StartNotice.Lines(["http://127.0.0.1:5080"], null, null).Take(4));

    [Fact]
    public void Lines_TheFirstKey_IsShownAndHowToReplaceIt()
    {
        var lines = StartNotice.Lines(["http://127.0.0.1:5080"], "asp_1_2", "/data").ToList();

        Assert.Contains("  Key       asp_1_2", lines);
        Assert.Contains(lines, static line => line.Contains("--reset-admin-key", StringComparison.Ordinal));
        Assert.DoesNotContain(StartNotice.Lines([], null, null), static line => line.Contains("--reset-admin-key", StringComparison.Ordinal));
    }
}
