using Autoscaler.GrainRuntime.Tests.Grains;
using Autoscaler.GrainRuntime.Tests.Hosts;

namespace Autoscaler.GrainRuntime.Tests;

/// <summary>Which calls of a grain run beside which, and how a call ends.</summary>
public sealed class TurnTests
{
    [Theory, MemberData(nameof(RuntimeHosts.All), MemberType = typeof(RuntimeHosts))]
    public async Task Call_ManyCallersAtOnce_OneTurnAtATime(string name)
    {
        await using var host = await RuntimeHosts.StartAsync(name);
        await host.RunAsync(async () =>
        {
            var grain = host.Grain<ITurnGrain>("one");

            var most = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => grain.WorkAsync(20)));

            Assert.All(most, static inside => Assert.Equal(1, inside));
        });
    }

    [Theory, MemberData(nameof(RuntimeHosts.All), MemberType = typeof(RuntimeHosts))]
    public async Task Call_Interleaving_RunsBesideATurnAndANormalOneWaits(string name)
    {
        await using var host = await RuntimeHosts.StartAsync(name);
        await host.RunAsync(async () =>
        {
            var grain = host.Grain<ITurnGrain>("key");
            var first = grain.WaitAtAsync("a");
            await host.Probe.At("a entered");
            var second = grain.WaitAtAsync("b");

            Assert.Equal("key", await grain.PeekAsync());

            host.Probe.Open("b");
            host.Probe.Open("a");
            await Task.WhenAll(first, second);
            Assert.Equal(["a enter", "a exit", "b enter", "b exit"], host.Probe.Log);
        });
    }

    [Theory, MemberData(nameof(RuntimeHosts.All), MemberType = typeof(RuntimeHosts))]
    public async Task Call_ReadOnly_RunsBesideReadOnlyAndNotBesideNormal(string name)
    {
        await using var host = await RuntimeHosts.StartAsync(name);
        await host.RunAsync(async () =>
        {
            var grain = host.Grain<ITurnGrain>("key");
            var reads = new[] { grain.ReadAtAsync("a"), grain.ReadAtAsync("b") };
            await host.Probe.At("a entered");
            await host.Probe.At("b entered");
            var normal = grain.WaitAtAsync("c");

            host.Probe.Open("c");
            host.Probe.Open("a");
            host.Probe.Open("b");
            await Task.WhenAll([.. reads, normal]);

            Assert.Equal(["c enter", "c exit"], host.Probe.Log.TakeLast(2));
        });
    }

    [Theory, MemberData(nameof(RuntimeHosts.All), MemberType = typeof(RuntimeHosts))]
    public async Task Call_ReentrantClass_RunsBesideItself(string name)
    {
        await using var host = await RuntimeHosts.StartAsync(name);
        await host.RunAsync(async () =>
        {
            var grain = host.Grain<IReentrantGrain>("key");
            var (first, second) = (grain.WaitAtAsync("a"), grain.WaitAtAsync("b"));
            await host.Probe.At("a entered");
            await host.Probe.At("b entered");

            host.Probe.Open("a");
            host.Probe.Open("b");
            await Task.WhenAll(first, second);
        });
    }

    [Theory, MemberData(nameof(RuntimeHosts.All), MemberType = typeof(RuntimeHosts))]
    public async Task Call_OneWay_EndsBeforeTheGrainHasAnsweredAndHearsNoException(string name)
    {
        await using var host = await RuntimeHosts.StartAsync(name);
        await host.RunAsync(async () =>
        {
            var grain = host.Grain<ITurnGrain>("key");
            var turn = grain.WaitAtAsync("gate");
            await host.Probe.At("gate entered");

            await grain.TellAsync("told");

            Assert.DoesNotContain("told", host.Probe.Log);
            host.Probe.Open("gate");
            await turn;
            await host.Probe.At("told");
        });
    }

    [Theory, MemberData(nameof(RuntimeHosts.All), MemberType = typeof(RuntimeHosts))]
    public async Task Call_TakesLongerThanItsTimeout_CallerIsFreeAndTheTurnGoesOn(string name)
    {
        await using var host = await RuntimeHosts.StartAsync(name);
        await host.RunAsync(async () =>
        {
            var call = host.Grain<ITurnGrain>("key").WaitBrieflyAsync("gate");
            await host.Probe.At("gate entered");

            await Assert.ThrowsAsync<TimeoutException>(() => call);

            Assert.DoesNotContain("gate exit", host.Probe.Log);
            host.Probe.Open("gate");
            await host.Probe.At("gate left");
        });
    }

    [Theory, MemberData(nameof(RuntimeHosts.All), MemberType = typeof(RuntimeHosts))]
    public async Task Call_TokenFires_CallerIsFreeAtOnceAndTheMethodsTokenFires(string name)
    {
        await using var host = await RuntimeHosts.StartAsync(name);
        await host.RunAsync(async () =>
        {
            using var cancellation = new CancellationTokenSource();
            var call = host.Grain<ITurnGrain>("key").WaitForTokenAsync(cancellation.Token);
            await host.Probe.At("waits for its token");

            cancellation.Cancel();

            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
            await host.Probe.At("token fired");
        });
    }

    [Theory, MemberData(nameof(RuntimeHosts.All), MemberType = typeof(RuntimeHosts))]
    public async Task DeactivateOnIdle_NextCallMeetsAnotherActivation(string name)
    {
        await using var host = await RuntimeHosts.StartAsync(name);
        await host.RunAsync(async () =>
        {
            var grain = host.Grain<ITurnGrain>("key");
            Assert.Equal(1, await grain.ActivationAsync());

            await grain.EndAsync();
            await host.Probe.At("deactivated");

            Assert.Equal(2, await grain.ActivationAsync());
            Assert.Equal(["deactivate ApplicationRequested"], host.Probe.Log);
        });
    }

    [Theory, MemberData(nameof(RuntimeHosts.All), MemberType = typeof(RuntimeHosts))]
    public async Task Argument_Reference_CanBeCalledAndIsEqual(string name)
    {
        await using var host = await RuntimeHosts.StartAsync(name);
        await host.RunAsync(async () =>
        {
            var other = host.Grain<ITurnGrain>("other");

            Assert.Equal("other by one", await host.Grain<ITurnGrain>("one").AskOtherAsync(other));
            Assert.Equal(other, host.Grain<ITurnGrain>("other"));
            Assert.NotEqual(other, host.Grain<ITurnGrain>("one"));
        });
    }
}
