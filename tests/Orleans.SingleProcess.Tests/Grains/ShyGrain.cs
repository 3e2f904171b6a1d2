namespace Orleans.SingleProcess.Tests.Grains;

internal interface IShyGrain : IGrainWithStringKey
{
    Task CallAsync();
}

/// <summary>Ends as soon as it is active, before any call has run.</summary>
internal sealed class ShyGrain : Grain, IShyGrain
{
    public Task CallAsync() => Task.CompletedTask;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }
}
