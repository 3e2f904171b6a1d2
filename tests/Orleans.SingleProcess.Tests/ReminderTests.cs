using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using Orleans.Hosting;
using Orleans.Runtime;
using Orleans.Runtime.Hosting;
using Orleans.SingleProcess.Simulation;
using Orleans.SingleProcess.Storage;
using Orleans.SingleProcess.Tests.Grains;
using Orleans.SingleProcess.Tests.Simulation;
using Orleans.Storage;

namespace Orleans.SingleProcess.Tests;

public sealed class ReminderTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly Probe _probe = new();
    private readonly MemoryGrainStorage _storage = new();

    [Fact]
    public void Tick_ComesAtItsDueTimeAndThenEachPeriod()
    {
        using var host = Host();
        host.Run(() => Grain(host).RegisterAsync("r", TimeSpan.FromSeconds(30), Minute));

        host.RunUntil(Simulated.At(170));

        Assert.Equal(["a r at 30", "a r at 90", "a r at 150"], _probe.Log);
    }

    [Fact]
    public void Tick_DueTimeIsZero_FirstAfterOnePeriod()
    {
        using var host = Host();
        host.Run(() => Grain(host).RegisterAsync("r", TimeSpan.Zero, Minute));

        host.RunUntil(Simulated.At(70));

        Assert.Equal(["a r at 60"], _probe.Log);
    }

    [Fact]
    public void Tick_HostCrashes_ComesAgainWithoutThoseMissed()
    {
        using var host = Host();
        host.Run(() => Grain(host).RegisterAsync("r", TimeSpan.FromSeconds(30), Minute));
        host.RunUntil(Simulated.At(100));
        host.CrashAndRestart();

        host.RunUntil(Simulated.At(220));

        Assert.Equal(["a r at 30", "a r at 90", "a r at 150", "a r at 210"], _probe.Log);
    }

    [Fact]
    public void Tick_Throws_TheReminderGoesOn()
    {
        using var host = Host();
        host.Run(() => Grain(host).RegisterAsync("fails", Minute, Minute));

        host.RunUntil(Simulated.At(130));

        Assert.Equal(["a fails at 60", "a fails at 120"], _probe.Log);
    }

    [Fact]
    public void Register_Again_ReplacesTheOldOne()
    {
        using var host = Host();
        host.Run(() => Grain(host).RegisterAsync("r", Minute, Minute));
        host.Run(() => Grain(host).RegisterAsync("r", TimeSpan.FromSeconds(90), TimeSpan.FromMinutes(2)));
        host.Run(() => Grain(host).RegisterAsync("b", Minute, TimeSpan.FromHours(1)));

        host.RunUntil(Simulated.At(220));

        Assert.Equal(["a b at 60", "a r at 90", "a r at 210"], _probe.Log);
        Assert.Equal("b, r", host.Run(() => Grain(host).NamesAsync()));
    }

    [Theory]
    [InlineData(false, true)]
    [InlineData(true, false)]
    public void Unregister_OnlyWithTheLatestHandle(bool afterRegisteringAnew, bool isRemoved)
    {
        using var host = Host();
        host.Run(() => Grain(host).RegisterAsync("r", Minute, Minute));

        Assert.Equal(isRemoved, host.Run(() => Grain(host).UnregisterAsync("r", afterRegisteringAnew)));

        Assert.Equal(isRemoved ? "" : "r", host.Run(() => Grain(host).NamesAsync()));
        Assert.False(host.Run(() => Grain(host).UnregisterAsync("unknown", false)));
    }

    [Fact]
    public async Task Write_Fails_CallerKnowsAndRemindersGoOn()
    {
        using var host = Host();
        host.Run(() => Grain(host).RegisterAsync("r", Minute, Minute));
        await WriteAsAnotherHostAsync();

        Assert.Throws<InconsistentStateException>(() => host.Run(() => Grain(host).RegisterAsync("s", Minute, Minute)));
        host.Run(() => Grain(host).RegisterAsync("s", Minute, Minute));
        host.RunUntil(Simulated.At(100));

        Assert.Contains("a s at 60", _probe.Log);
    }

    [Fact]
    public async Task Write_Fails_TheNextTickIsNotMissed()
    {
        using var host = Host();
        host.Run(() => Grain(host).RegisterAsync("r", TimeSpan.FromSeconds(90), TimeSpan.FromHours(1)));
        host.RunUntil(Simulated.At(80));
        await WriteAsAnotherHostAsync();

        Assert.Throws<InconsistentStateException>(() => host.Run(() => Grain(host).RegisterAsync("s", Minute, Minute)));
        host.RunUntil(Simulated.At(200));

        Assert.Equal(["a r at 90"], _probe.Log);
    }

    [Fact]
    public void Tick_AnotherGrainTakesLong_ComesInTime()
    {
        using var host = Host();
        host.Run(() => Grain(host).RegisterAsync("hangs", TimeSpan.FromSeconds(30), Minute));
        host.Run(() => host.Grains.GetGrain<IReminderTestGrain>("b").RegisterAsync("r", TimeSpan.FromSeconds(40), Minute));

        host.RunUntil(Simulated.At(130));

        Assert.Equal(["a hangs at 30", "b r at 40", "b r at 100"], _probe.Log);
    }

    [Fact]
    public void Register_PeriodTooShort_SaysTheShortest()
    {
        using var host = Host();

        var thrown = Assert.Throws<ArgumentOutOfRangeException>(() => host.Run(() => Grain(host).RegisterAsync("r", Minute, TimeSpan.FromSeconds(59))));

        Assert.Contains("Reminder 'r' of remindertest/a: the period must be at least 00:01:00", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Register_PeriodEndsAfterTheCalendar_IsRefusedAndOthersGoOn()
    {
        using var host = Host();
        Assert.Throws<ArgumentOutOfRangeException>(() => host.Run(() => Grain(host).RegisterAsync("r", TimeSpan.Zero, TimeSpan.MaxValue)));

        host.Run(() => Grain(host).RegisterAsync("s", Minute, Minute));
        host.RunUntil(Simulated.At(70));

        Assert.Equal(["a s at 60"], _probe.Log);
    }

    [Fact]
    public void Register_GrainIsNotRemindable_Throws()
    {
        using var host = Host();

        var thrown = Assert.Throws<InvalidOperationException>(() => host.Run(() => host.Grains.GetGrain<IForgetfulGrain>("a").RegisterAsync()));

        Assert.Contains(nameof(IRemindable), thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Register_HostHasNoReminders_SaysWhatToCall()
    {
        using var host = Simulated.Host(2, _probe);

        var thrown = Assert.Throws<InvalidOperationException>(() => host.Run(() => Grain(host).RegisterAsync("r", Minute, Minute)));

        Assert.Contains("UseInMemoryReminderService", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Live_Tick_ActivatesTheGrain()
    {
        var clock = new ManualTimeProvider();
        await using var host = await LiveHost.StartAsync(silo =>
        {
            silo.Services.AddSingleton<TimeProvider>(clock);
            silo.UseInMemoryReminderService();
        });
        await host.Grain<IReminderTestGrain>("a").RegisterAsync("r", Minute, Minute);

        clock.Advance(Minute + TimeSpan.FromSeconds(1));

        await host.Probe.At("a r");
        Assert.Single(host.Probe.Log);
    }

    [Fact]
    public async Task Live_Stop_WakesNothingMore()
    {
        var clock = new ManualTimeProvider();
        var log = new FakeLogCollector();
        await using var host = await LiveHost.StartAsync(silo =>
        {
            silo.Services.AddLogging(logging => logging.AddProvider(new FakeLoggerProvider(log)));
            silo.Services.AddSingleton<TimeProvider>(clock);
            silo.UseInMemoryReminderService();
        });

        await host.StopAsync(CancellationToken.None);
        clock.Advance(10 * Minute);

        Assert.DoesNotContain(log.GetSnapshot(), static line => line.Level >= LogLevel.Warning);
    }

    private static IReminderTestGrain Grain(SimulatedHost host) => host.Grains.GetGrain<IReminderTestGrain>("a");

    private async Task WriteAsAnotherHostAsync()
    {
        var (grain, state) = (GrainId.Create("reminder", "all"), new GrainState<object>());
        await _storage.ReadStateAsync("reminders", grain, state);
        await _storage.WriteStateAsync("reminders", grain, state);
    }

    private SimulatedHost Host() => Simulated.Host(2, _probe, silo =>
    {
        silo.Services.AddGrainStorage("kept", (_, _) => _storage);
        silo.UseGrainStorageReminderService("kept");
    });
}
