using Autoscaler.GrainRuntime.Tests.Grains;
using Autoscaler.GrainRuntime.Tests.Hosts;
using Orleans.Hosting;

namespace Autoscaler.GrainRuntime.Tests;

/// <summary>Timers and reminders.</summary>
public sealed class TickTests
{
    private static readonly TimeSpan Brief = TimeSpan.FromMilliseconds(100);

    [Theory, MemberData(nameof(RuntimeHosts.All), MemberType = typeof(RuntimeHosts))]
    public async Task Timer_TicksUntilItIsDisposed(string name)
    {
        await using var host = await RuntimeHosts.StartAsync(name);
        await host.RunAsync(async () =>
        {
            var grain = host.Grain<ITickingGrain>("key");
            await grain.StartTimerAsync(Brief, interleave: false);
            await host.Probe.At("tick 3");

            await grain.StopTimerAsync();

            Assert.Equal(["tick 1", "tick 2", "tick 3"], host.Probe.Log.Take(3));
        });
    }

    [Theory, MemberData(nameof(RuntimeHosts.All), MemberType = typeof(RuntimeHosts))]
    public async Task Timer_Interleaving_TicksBesideATurn(string name)
    {
        await using var host = await RuntimeHosts.StartAsync(name);
        await host.RunAsync(async () =>
        {
            var grain = host.Grain<ITickingGrain>("key");
            await grain.StartTimerAsync(Brief, interleave: true);
            var turn = grain.WaitAtAsync("gate");

            await host.Probe.At("tick 2");
            Assert.DoesNotContain("gate exit", host.Probe.Log);

            host.Probe.Open("gate");
            await turn;
        });
    }

    [Theory, MemberData(nameof(RuntimeHosts.All), MemberType = typeof(RuntimeHosts))]
    public async Task Timer_Normal_WaitsForATurn(string name)
    {
        await using var host = await RuntimeHosts.StartAsync(name);
        await host.RunAsync(async () =>
        {
            var grain = host.Grain<ITickingGrain>("key");
            await grain.StartTimerAsync(Brief, interleave: false);
            var turn = grain.WaitAtAsync("gate");
            await host.Probe.At("gate entered");
            var before = Ticks(host);
            await Assert.ThrowsAsync<TimeoutException>(() => host.Grain<ITurnGrain>("clock").WaitBrieflyAsync("never"));

            // A second has passed, ten ticks' time, and none could run.
            Assert.Equal(before, Ticks(host));
            host.Probe.Open("gate");
            await turn;
        });
    }

    [Theory, MemberData(nameof(RuntimeHosts.All), MemberType = typeof(RuntimeHosts))]
    public async Task Reminder_ActivatesTheGrainUntilItIsRemoved(string name)
    {
        await using var host = await RuntimeHosts.StartAsync(name, new HostOptions
        {
            Silo = static silo => silo.Configure<ReminderOptions>(static reminders => reminders.MinimumReminderPeriod = TimeSpan.FromSeconds(1)),
        });
        await host.RunAsync(async () =>
        {
            var grain = host.Grain<ITickingGrain>("key");
            await grain.RemindAsync("often", TimeSpan.FromSeconds(2));
            await grain.RemindAsync("seldom", TimeSpan.FromHours(2));

            await host.Probe.At("reminder often");

            Assert.Equal("often, every 00:00:02", host.Probe.Log[0]);
            Assert.Equal("seldom", await grain.ForgetAsync("often"));
        });
    }

    private static int Ticks(RuntimeHost host) => host.Probe.Log.Count(static line => line.StartsWith("tick", StringComparison.Ordinal));
}
