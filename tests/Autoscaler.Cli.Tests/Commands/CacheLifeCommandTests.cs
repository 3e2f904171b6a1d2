using System.Text.Json;

namespace Autoscaler.Cli.Tests.Commands;

public sealed class CacheLifeCommandTests
{
    private static readonly string[] Fields =
    [
        "built", "snapshotHits", "diskHits", "fallbacks", "suspect", "purged", "remainingLive", "pendingDeletion", "isolationViolations", "secondsSaved", "bytesSaved", "receipts",
    ];

    [Fact]
    public async Task Json_IsTheWholeLife_AndNothingIsLeft()
    {
        var run = await CliRun.OfAsync("cachelife --json");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal(Fields, run.Json.EnumerateObject().Select(field => field.Name));
        Assert.All(Fields[..6], field => Assert.True(Number(run.Json, field) > 0, field));
        Assert.Equal((0, 0, 1), (Number(run.Json, "remainingLive"), Number(run.Json, "isolationViolations"), Number(run.Json, "pendingDeletion")));
        Assert.True(run.Json.GetProperty("secondsSaved").GetDouble() > 0);
        var receipt = Assert.Single(run.Json.GetProperty("receipts").EnumerateArray());
        Assert.Equal("globex/chat", receipt.GetProperty("endpoint").GetString());
        Assert.True(receipt.GetProperty("isIntact").GetBoolean());
        Assert.DoesNotContain(receipt.GetProperty("resources").EnumerateArray(), resource => resource.GetProperty("state").GetString() == "live");
        Assert.Contains(receipt.GetProperty("resources").EnumerateArray(), resource => resource.GetProperty("state").GetString() == "pending-deletion");
    }

    [Fact]
    public async Task Table_TellsTheSame()
    {
        var run = await CliRun.OfAsync("cachelife");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("isolation violations", run.Output, StringComparison.Ordinal);
        Assert.Contains("intact", run.Output, StringComparison.Ordinal);
    }

    private static int Number(JsonElement json, string field) => json.GetProperty(field).GetInt32();
}
