namespace Orleans.SingleProcess.Tests.Grains;

internal interface IFickleGrain : IGrainWithStringKey
{
    /// <summary>Calls a grain that then calls back, gives up waiting for it, and goes on until it has been called back.</summary>
    Task GiveUpOnAsync(string other);

    /// <summary>Calls a grain after the gate, and writes what came of it.</summary>
    Task CallAfterGateAsync(string other, CancellationToken cancellationToken);

    Task<string> NameAsync();
}

internal sealed class FickleGrain(Probe probe) : Grain, IFickleGrain
{
    public async Task GiveUpOnAsync(string other)
    {
        using var cancellation = new CancellationTokenSource();
        var call = GrainFactory.GetGrain<IFickleGrain>(other).CallAfterGateAsync(this.GetPrimaryKeyString(), cancellation.Token);
        await probe.At("entered");
        await cancellation.CancelAsync();
        try
        {
            await call;
        }
        catch (OperationCanceledException)
        {
            probe.Write("gave up");
        }

        probe.Open("gate");
        await probe.At("calls back");
    }

    public async Task CallAfterGateAsync(string other, CancellationToken cancellationToken)
    {
        probe.Open("entered");
        await probe.At("gate");
        var call = GrainFactory.GetGrain<IFickleGrain>(other).NameAsync();
        probe.Open("calls back");
        try
        {
            probe.Write(await call);
        }
        catch (CallCycleException exception)
        {
            probe.Write(exception.Message);
        }

        probe.Open("called back");
    }

    public Task<string> NameAsync() => Task.FromResult(this.GetPrimaryKeyString());
}
