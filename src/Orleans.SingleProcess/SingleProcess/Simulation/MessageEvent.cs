using Orleans.SingleProcess.CodeGeneration;

namespace Orleans.SingleProcess.Simulation;

/// <summary>A call or response that arrives late.</summary>
internal sealed class MessageEvent(SimulatedEngine engine, Request request, SimulatedEventKind kind) : TimedEvent
{
    public override ulong StableId => request.StableId;

    public override Silo Life => request.Silo;

    public override void Run() => engine.AddNow(request, kind);
}
