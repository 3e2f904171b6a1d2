using System.Text.Json;
using Autoscaler.Contracts.Access;
using Autoscaler.Contracts.Clients;
using Autoscaler.Grains.Access;
using Autoscaler.Grains.Storage;
using Autoscaler.Grains.Tests.Kit;
using Autoscaler.Simulation.Fleets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;

namespace Autoscaler.Grains.Tests.Access;

/// <summary>Keys when something goes wrong, and where their secrets must not be.</summary>
public class KeyRingFaultTests
{
    [Fact]
    public void Crash_KeysAndRevocationsStand()
    {
        using var fleet = new TestFleet();
        var (kept, revoked) = (fleet.CreateKey(), fleet.CreateKey());
        fleet.Run(() => fleet.Ring().RevokeAsync(revoked.Key!.Id, default));

        fleet.Crash();

        Assert.NotNull(fleet.Authenticate(kept.Token));
        Assert.Null(fleet.Authenticate(revoked.Token));
        Assert.NotEqual(kept.Token, fleet.CreateKey().Token);
    }

    [Fact]
    public void CrashBetweenTheFirstKeysWriteAndItsAnswer_LosesThatKey_AndReplaceFirstMakesAnother()
    {
        using var fleet = new TestFleet();
        fleet.Storage.Latency = TimeSpan.FromSeconds(2);
        var asked = fleet.Fleet.Host.Start(() => fleet.Ring().CreateFirstAsync("first", default));
        fleet.RunFor(TimeSpan.FromSeconds(1.5));
        Assert.NotNull(fleet.Storage.Find<KeyRingState>("keys", "platform"));

        fleet.Crash();
        fleet.Storage.Latency = TimeSpan.Zero;
        Assert.Throws<SiloUnavailableException>(() => fleet.Fleet.Host.RunToCompletion(asked));

        Assert.Null(fleet.Run(() => fleet.Ring().CreateFirstAsync("first", default)));
        var replaced = fleet.Run(() => fleet.Ring().ReplaceFirstAsync("second", default));
        Assert.NotNull(fleet.Authenticate(replaced.Token));
        Assert.Equal(["second"], fleet.Run(() => fleet.Ring().ListAsync(default)).Where(static key => key.RevokedAt is null).Select(static key => key.Name));
    }

    [Theory, InlineData(WriteFault.Refuse), InlineData(WriteFault.FailAfterwards)]
    public void WriteOfARevocationFails_NobodyIsToldThatItStands_AndASecondAttemptMakesIt(WriteFault fault)
    {
        using var fleet = new TestFleet();
        var made = fleet.CreateKey();
        fleet.Storage.Fault = (_, _) => fault;
        Assert.Throws<InvalidOperationException>(() => fleet.Run(() => fleet.Ring().RevokeAsync(made.Key!.Id, default)));
        fleet.Storage.Fault = null;

        var result = fleet.Run(() => fleet.Ring().RevokeAsync(made.Key!.Id, default));

        Assert.True(result.Accepted);
        Assert.Null(fleet.Authenticate(made.Token));
    }

    [Fact]
    public void ChangeThatCannotBeWrittenDown_IsNotMade()
    {
        using var fleet = new TestFleet();
        var made = fleet.CreateKey();
        var writes = fleet.Storage.WriteCount;
        fleet.Changes.Fails = true;

        Assert.Throws<InvalidOperationException>(() => fleet.CreateKey());
        Assert.Throws<InvalidOperationException>(() => fleet.Run(() => fleet.Ring().RevokeAsync(made.Key!.Id, default)));

        Assert.Equal(writes, fleet.Storage.WriteCount);
        Assert.NotNull(fleet.Authenticate(made.Token));
    }

    [Fact]
    public void WriteThatTakesLong_KeepsNobodyOut()
    {
        using var fleet = new TestFleet();
        var made = fleet.CreateKey();
        fleet.RunFor(TimeSpan.FromMinutes(1));
        fleet.Storage.Fault = (_, _) => WriteFault.Hang;
        var hung = fleet.Fleet.Host.Start(() => fleet.Ring().CreateAsync(new KeyRequest("slow", Role.Viewer, null), default));
        fleet.RunFor(TimeSpan.FromSeconds(1));
        var before = fleet.Now;

        Assert.NotNull(fleet.Authenticate(made.Token));

        Assert.True(fleet.Now - before <= TimeSpan.FromSeconds(1), $"It took {fleet.Now - before}.");
        Assert.False(hung.IsCompleted);
    }

    [Fact]
    public async Task Secrets_AreInNoState_NoJournal_NoLog()
    {
        var log = new FakeLogCollector();
        var changes = new KeptChanges();
        using var fleet = new SimulatedFleet(
            new SimulatedFleetOptions
            {
                ConfigureHost = silo =>
                {
                    silo.Services.AddSingleton(LoggerFactory.Create(logging => logging.AddProvider(new FakeLoggerProvider(log))));
                    silo.Services.AddSingleton<Autoscaler.Grains.Journal.IJournalStore>(changes);
                },
            },
            new ListJournal());
        var ring = fleet.Host.Grains.GetGrain<IKeyRingGrain>(KeyRingId.Platform.ToString());
        var first = fleet.Host.Run(() => ring.CreateFirstAsync("first", default))!;
        var made = fleet.Host.Run(() => ring.CreateAsync(new KeyRequest("ci", Role.Viewer, null), default));
        changes.Fails = true;
        Assert.Throws<InvalidOperationException>(() => fleet.Host.Run(() => ring.ReplaceFirstAsync("second", default)));
        changes.Fails = false;
        var replaced = fleet.Host.Run(() => ring.ReplaceFirstAsync("second", default));
        fleet.Host.Run(() => ring.RevokeAsync(made.Key!.Id, default));
        Assert.Throws<AccessDeniedException>(() => fleet.Host.Run(() => fleet.Host.Grains.GetGrain<IKeyRingGrain>("no ring").ListAsync(default)));

        var state = new GrainState<KeyRingState>();
        await fleet.Storage.ReadStateAsync("keys", GrainId.Create("keyring", "platform"), state);
        var stored = new VersionedStateSerializer(StateFormat.Json).Serialize(state.State).ToString();
        Assert.Contains(first.Key!.Id, stored, StringComparison.Ordinal);
        Assert.Contains(KeySecret.HashOf(ApiToken.TryParse(made.Token)!.Secret), stored, StringComparison.Ordinal);
        var lines = log.GetSnapshot().Select(static line => $"{line.Message} {line.Exception}").ToList();
        Assert.NotEmpty(lines);
        var everywhere = $"{stored} {JsonSerializer.Serialize(changes.All)} {string.Join('\n', lines)} {first} {made} {replaced} {ApiToken.TryParse(made.Token)}";
        foreach (var shown in new[] { first, made, replaced })
        {
            Assert.DoesNotContain(ApiToken.TryParse(shown.Token)!.Secret, everywhere, StringComparison.OrdinalIgnoreCase);
        }
    }

    [Fact]
    public void Matches_TheHashOfNobody_NoSecretHasIt()
    {
        Assert.False(KeySecret.Matches(new string('0', 64), KeySecret.HashOfNobody));
        Assert.True(KeySecret.Matches("x", KeySecret.HashOf("x")));
        Assert.Equal("2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881", KeySecret.HashOf("x"));
    }

    [Fact]
    public void CreateId_EveryLetterIsAsLikely_AndASourceThatIsStuckIsFound()
    {
        var counts = Enumerable.Range(0, 6_000).SelectMany(static _ => KeySecret.CreateId(new SystemSecretSource())).CountBy(static letter => letter).ToList();

        Assert.Equal(36, counts.Count);
        // 72,000 letters, 2,000 of each: ten deviations of 45.
        Assert.All(counts, static pair => Assert.InRange(pair.Value, 1_550, 2_450));
        Assert.Throws<InvalidOperationException>(static () => KeySecret.CreateId(new StuckSource()));
    }

    private sealed class StuckSource : ISecretSource
    {
        public void Fill(Span<byte> bytes) => bytes.Fill(255);
    }
}
