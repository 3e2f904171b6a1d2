using Orleans.Hosting;
using Orleans.SingleProcess.Tests.Grains;

namespace Orleans.SingleProcess.Tests;

public sealed class CallFilterTests
{
    [Fact]
    public async Task Filters_InOrder_AroundTheMethodAndTheGrainsOwnLast()
    {
        await using var host = await StartAsync((probe, context) => Around(probe, "outer", context), (probe, context) => Around(probe, "inner", context));

        await host.Grain<IFilteredGrain>("key").WriteAsync("method");

        Assert.Equal(["outer in", "inner in", "own WriteAsync", "method", "inner out", "outer out"], host.Probe.Log);
    }

    [Fact]
    public async Task Filter_SeesTheCall()
    {
        await using var host = await StartAsync(async (probe, context) =>
        {
            await context.Invoke();
            probe.Write($"{context.SourceId?.ToString() ?? "client"} {context.TargetId} {context.InterfaceName} {context.MethodName}"
                + $"({string.Join(", ", Enumerable.Range(0, context.Request.GetArgumentCount()).Select(context.Request.GetArgument))}) = {context.Result}");
            Assert.Equal(context.MethodName, context.InterfaceMethod.Name);
            Assert.Equal(typeof(FilteredGrain), context.ImplementationMethod.DeclaringType);
            Assert.Same(context.Grain, context.TargetContext.GrainInstance);
            Assert.Equal(context.MethodName, context.Request.GetMethodName());
        });

        Assert.Equal(5, await host.Grain<IFilteredGrain>("key").AddThroughAsync("other", 2, 3));

        Assert.Equal(
            [
                $"filtered/key filtered/other {typeof(IFilteredGrain).FullName} AddAsync(2, 3) = 5",
                $"client filtered/key {typeof(IFilteredGrain).FullName} AddThroughAsync(other, 2, 3) = 5",
            ],
            host.Probe.Log.Where(static line => !line.StartsWith("own", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Filter_OfACallThatNobodyWaitsFor_SeesWhoMadeIt()
    {
        await using var host = await StartAsync(static (probe, context) =>
        {
            probe.Write($"{context.SourceId?.ToString() ?? "client"} {context.MethodName}");
            return context.Invoke();
        });

        await host.Grain<IFilteredGrain>("key").OpenThroughAsync("other", "of a grain");
        await host.Probe.At("of a grain");
        await host.Grain<IFilteredGrain>("third").OpenAsync("of a client");
        await host.Probe.At("of a client");

        Assert.Equal(
            ["client OpenThroughAsync", "filtered/key OpenAsync", "client OpenAsync"],
            host.Probe.Log.Where(static line => !line.StartsWith("own", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Filter_ChangesTheResult_CallerGetsIt()
    {
        await using var host = await StartAsync(async (_, context) =>
        {
            await context.Invoke();
            context.Result = 42;
        });

        Assert.Equal(42, await host.Grain<IFilteredGrain>("key").AddAsync(2, 3));
    }

    [Fact]
    public async Task Filter_DoesNotGoOn_MethodDoesNotRun()
    {
        await using var host = await StartAsync(static (_, context) =>
        {
            context.Result = 7;
            return Task.CompletedTask;
        });

        Assert.Equal(7, await host.Grain<IFilteredGrain>("key").AddAsync(2, 3));
        Assert.Empty(host.Probe.Log);
    }

    [Fact]
    public async Task Filter_ResultOfAnotherType_IsSaid()
    {
        await using var host = await StartAsync(static (_, context) =>
        {
            context.Result = "seven";
            return Task.CompletedTask;
        });

        var thrown = await Assert.ThrowsAsync<InvalidCastException>(() => host.Grain<IFilteredGrain>("key").AddAsync(2, 3));

        Assert.Contains("filtered/key.AddAsync left System.String as its result; expected System.Int32", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Filter_MethodThrows_MayTryAgain()
    {
        var attempts = 0;
        await using var host = await StartAsync(async (_, context) =>
        {
            while (true)
            {
                try
                {
                    attempts++;
                    await context.Invoke();
                }
                catch (InvalidOperationException) when (attempts < 3)
                {
                }
            }
        });

        var thrown = await Assert.ThrowsAsync<InvalidOperationException>(() => host.Grain<IFilteredGrain>("key").FailAsync("again"));

        Assert.Equal("again", thrown.Message);
        Assert.Equal(3, attempts);
    }

    private static async Task Around(Probe probe, string name, IIncomingGrainCallContext context)
    {
        probe.Write($"{name} in");
        await context.Invoke();
        probe.Write($"{name} out");
    }

    private static async Task<LiveHost> StartAsync(params Func<Probe, IIncomingGrainCallContext, Task>[] filters)
    {
        LiveHost? host = null;
        host = await LiveHost.StartAsync(silo =>
        {
            foreach (var filter in filters)
            {
                silo.AddIncomingGrainCallFilter(context => filter(host!.Probe, context));
            }
        });
        return host;
    }
}
