using System.Text.Json;
using Autoscaler.Cloud.Simulated.Calls;
using Autoscaler.SiloHost.Clouds;
using Autoscaler.SiloHost.Tests.Kit;

namespace Autoscaler.SiloHost.Tests.Processes;

/// <summary>The program is killed in the middle of things and started again: what it had is there, nothing is launched twice, and it goes on.</summary>
public sealed class KilledProcessTests : IDisposable
{
    private const string Chat = "/v1/tenants/acme/endpoints/chat";
    private const string Embed = "/v1/tenants/acme/endpoints/embed";
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(10);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("silo-host-killed");

    private string[] Args => ["--data", _folder.FullName, "--speed", "60", "--seed", "3"];

    [Fact]
    public async Task Kill_InTheMiddleOfLaunchesChangesAndDeletions_GoesOnWithWhatItHad()
    {
        string key;
        IReadOnlyList<Slot> slots;
        await using (var first = await SiloProcess.StartAsync(null, Args))
        {
            key = first.Key;
            await first.UntilAsync("an instance that boots", () => SlotsAsync(first), static slots => slots.Any(static slot => slot.Phase is "launching" or "booting"));
            slots = await SlotsAsync(first);
            await first.KillAsync();
        }

        await using (var second = await SiloProcess.StartAsync(key, Args))
        {
            slots = await AssertGoesOnAsync(second, slots);
            await second.UntilAsync("a copy that serves", () => SlotsAsync(second), static slots => slots.Any(static slot => slot.ReadyCopies > 0));
            var policy = await second.GetAsync($"{Chat}/components/chat/policy");
            var changed = policy.GetRawText().Replace("\"targetConcurrencyPerCopy\":8", "\"targetConcurrencyPerCopy\":5", StringComparison.Ordinal);
            Assert.NotEqual(policy.GetRawText(), changed);
            slots = await SlotsAsync(second);
            using var put = await second.SendAsync(HttpMethod.Put, $"{Chat}/components/chat/policy", changed);
            Assert.Equal(200, (int)put.StatusCode);
            await second.KillAsync();
        }

        await using (var third = await SiloProcess.StartAsync(key, Args))
        {
            var policy = await third.GetAsync($"{Chat}/components/chat/policy");
            Assert.Equal(5, policy.GetProperty("targetConcurrencyPerCopy").GetDouble());
            slots = await AssertGoesOnAsync(third, slots);
            using var delete = await third.SendAsync(HttpMethod.Delete, Embed);
            Assert.Equal(202, (int)delete.StatusCode);
            await third.KillAsync();
        }

        await using (var fourth = await SiloProcess.StartAsync(key, Args))
        {
            await fourth.UntilAsync("the end of the deletion", () => StatusAsync(fourth, Embed), static status => status == 404);
            await AssertGoesOnAsync(fourth, slots);
            var begun = TimeProvider.System.GetTimestamp();
            Assert.Equal(0, await fourth.StopAsync());
            Assert.InRange(TimeProvider.System.GetElapsedTime(begun), TimeSpan.Zero, StopLimit);
        }

        AssertNothingWasLaunchedTwice();
    }

    // The same slots, their instances and copies with them: none is lost, and no generation goes back.
    private static async Task<IReadOnlyList<Slot>> AssertGoesOnAsync(SiloProcess silo, IReadOnlyList<Slot> before)
    {
        var after = await silo.UntilAsync("the slots that were", () => SlotsAsync(silo), slots => slots.Count >= before.Count);
        Assert.All(before, slot =>
        {
            var now = Assert.Single(after, one => one.Ordinal == slot.Ordinal);
            Assert.True(now.Generation >= slot.Generation, $"Expected {slot} or a later generation; found {now}.");
            Assert.True(now.Generation > slot.Generation || slot.Instance is null || now.Instance is null || now.Instance == slot.Instance, $"Expected {slot} with its instance; found {now}.");
            Assert.DoesNotContain("went away", now.Failure, StringComparison.Ordinal);
        });
        return after;
    }

    private void AssertNothingWasLaunchedTwice()
    {
        using var log = new CloudLogFile(Path.Combine(_folder.FullName, CloudLogFile.Name), seed: 3);
        var launches = log.Read().Select(static kept => kept.Call).OfType<CloudCall.Launch>().ToList();
        Assert.NotEmpty(launches);
        Assert.Distinct(launches.Select(static launch => $"{launch.Request.Slot}/{launch.Request.Generation}"));
    }

    private static async Task<int> StatusAsync(SiloProcess silo, string path)
    {
        using var response = await silo.SendAsync(HttpMethod.Get, path);
        return (int)response.StatusCode;
    }

    private static async Task<IReadOnlyList<Slot>> SlotsAsync(SiloProcess silo)
    {
        using var response = await silo.SendAsync(HttpMethod.Get, $"{Chat}/slots");
        return (int)response.StatusCode == 404 ? [] : Slots(JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement);
    }

    private static List<Slot> Slots(JsonElement answer) => [.. answer.GetProperty("slots").EnumerateArray().Select(static slot => new Slot(
        slot.GetProperty("slot").GetString()!,
        slot.GetProperty("generation").GetInt32(),
        slot.GetProperty("phase").GetString()!,
        slot.TryGetProperty("instance", out var instance) ? instance.GetString() : null,
        slot.TryGetProperty("copies", out var copies) ? copies.EnumerateArray().Count(static copy => copy.GetProperty("phase").GetString() == "ready") : 0,
        slot.TryGetProperty("failure", out var failure) ? failure.GetRawText() : ""))];

    public void Dispose() => _folder.Delete(recursive: true);

    private sealed record Slot(string Ordinal, int Generation, string Phase, string? Instance, int ReadyCopies, string Failure);
}
