namespace Autoscaler.Simulation.Benchmarks;

internal sealed class KeepingGrain([PersistentState("kept")] IPersistentState<KeptState> state) : Grain, IKeepingGrain
{
    private static readonly TimeSpan Never = TimeSpan.FromHours(1);

    private long _sum;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _sum = state.State.Sum;
        this.RegisterGrainTimer(static _ => Task.CompletedTask, new GrainTimerCreationOptions(Never, Never));
        return base.OnActivateAsync(cancellationToken);
    }

    public Task<long> HitAsync(long number)
    {
        _sum += number;
        return Task.FromResult(_sum);
    }
}
