namespace Orleans.SingleProcess.Simulation;

/// <summary>Brings the continuations of code outside of grains back into the simulation, each as an event.</summary>
internal sealed class DriverContext(SimulatedEngine engine) : SynchronizationContext
{
    public override void Post(SendOrPostCallback d, object? state)
    {
        if (engine.IsOnOwnThread())
        {
            engine.AddNow(new DriverStep(this, d, state), SimulatedEventKind.Drive);
        }
    }

    public override void Send(SendOrPostCallback d, object? state) => d(state);

    public override SynchronizationContext CreateCopy() => this;
}
