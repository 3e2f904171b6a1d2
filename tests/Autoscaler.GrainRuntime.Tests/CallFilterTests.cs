using Autoscaler.GrainRuntime.Tests.Grains;
using Autoscaler.GrainRuntime.Tests.Hosts;
using Orleans.Hosting;

namespace Autoscaler.GrainRuntime.Tests;

/// <summary>Filters of incoming calls.</summary>
public sealed class CallFilterTests
{
    [Theory, MemberData(nameof(RuntimeHosts.All), MemberType = typeof(RuntimeHosts))]
    public async Task Filters_InOrder_SeeTheCallAndTheGrainsOwnIsLast(string name)
    {
        await using var host = await RuntimeHosts.StartAsync(name, new HostOptions
        {
            Silo = static silo => silo.AddIncomingGrainCallFilter<OuterFilter>().AddIncomingGrainCallFilter<InnerFilter>(),
        });
        await host.RunAsync(async () =>
        {
            Assert.Equal(50, await host.Grain<IFilteredGrain>("key").AddAsync(2, 3));

            Assert.Equal(["outer AddAsync(2, 3)", "inner 2 arguments", "own AddAsync", "outer got 50"], host.Probe.Log);
        });
    }

    [Theory, MemberData(nameof(RuntimeHosts.All), MemberType = typeof(RuntimeHosts))]
    public async Task Filter_Throws_CallerSeesItAsIfTheGrainThrew(string name)
    {
        await using var host = await RuntimeHosts.StartAsync(name, new HostOptions { Silo = static silo => silo.AddIncomingGrainCallFilter<RefusingFilter>() });
        await host.RunAsync(async () =>
        {
            var thrown = await Assert.ThrowsAsync<InvalidOperationException>(() => host.Grain<IFilteredGrain>("key").AddAsync(2, 3));

            Assert.Equal("not allowed", thrown.Message);
        });
    }

    [Theory, MemberData(nameof(RuntimeHosts.All), MemberType = typeof(RuntimeHosts))]
    public async Task Filter_TimerTicks_PassThroughIt(string name)
    {
        await using var host = await RuntimeHosts.StartAsync(name, new HostOptions { Silo = static silo => silo.AddIncomingGrainCallFilter<TimerFilter>() });
        await host.RunAsync(async () =>
        {
            await host.Grain<IFilteredGrain>("key").TickOnceAsync();
            await host.Probe.At("ticked");

            Assert.Equal(["own TickOnceAsync", "Orleans.Runtime.IGrainTimerInvoker.InvokeCallbackAsync", "own InvokeCallbackAsync", "tick"], host.Probe.Log);
        });
    }

    private static bool IsOurs(IIncomingGrainCallContext context) => context.Grain is FilteredGrain;

    private sealed class OuterFilter(Probe probe) : IIncomingGrainCallFilter
    {
        public async Task Invoke(IIncomingGrainCallContext context)
        {
            if (!IsOurs(context))
            {
                await context.Invoke();
                return;
            }

            probe.Write($"outer {context.MethodName}({context.Request.GetArgument(0)}, {context.Request.GetArgument(1)})");
            await context.Invoke();
            probe.Write($"outer got {context.Result}");
        }
    }

    private sealed class InnerFilter(Probe probe) : IIncomingGrainCallFilter
    {
        public async Task Invoke(IIncomingGrainCallContext context)
        {
            if (IsOurs(context))
            {
                probe.Write($"inner {context.Request.GetArgumentCount()} arguments");
            }

            await context.Invoke();
            if (IsOurs(context))
            {
                context.Result = (int)context.Result! * 10;
            }
        }
    }

    private sealed class RefusingFilter : IIncomingGrainCallFilter
    {
        public Task Invoke(IIncomingGrainCallContext context) => IsOurs(context) ? throw new InvalidOperationException("not allowed") : context.Invoke();
    }

    private sealed class TimerFilter(Probe probe) : IIncomingGrainCallFilter
    {
        public async Task Invoke(IIncomingGrainCallContext context)
        {
            if (IsOurs(context) && context.InterfaceName.EndsWith("IGrainTimerInvoker", StringComparison.Ordinal))
            {
                probe.Write($"{context.InterfaceName}.{context.MethodName}");
            }

            await context.Invoke();
        }
    }
}
