using Orleans.SingleProcess.CodeGeneration;

namespace Orleans.SingleProcess.Simulation.Faults;

/// <summary>Brings calls and responses on their way, through what may befall them there.</summary>
internal sealed class MessageCarrier(SimulatedEngine engine)
{
    public void Carry(Request request, SimulatedEventKind kind)
    {
        switch (engine.Faults?.FateOfMessage(mayDouble: kind == SimulatedEventKind.Deliver) ?? MessageFate.Arrives)
        {
            case MessageFate.IsLost:
                Lose(request);
                break;
            case MessageFate.ArrivesLate:
                CarryLate(request, kind);
                break;
            case MessageFate.ArrivesTwice:
                engine.AddNow(request, kind);
                engine.Add(new MessageEvent(engine, request.Duplicate(), kind), engine.Elapsed + engine.Faults!.Delay());
                break;
            default:
                engine.AddNow(request, kind);
                break;
        }
    }

    private static void Lose(Request request) => ((SimulatedScheduler)request.Silo.Scheduler).Lose(request);

    /// <summary>What arrives after the caller has stopped waiting is dropped on arrival, so it is lost.</summary>
    private void CarryLate(Request request, SimulatedEventKind kind)
    {
        var arrivesAt = engine.Elapsed + engine.Faults!.Delay();
        if (request.Deadline != Request.NoDeadline && arrivesAt.TotalSeconds >= request.Deadline)
        {
            Lose(request);
        }
        else
        {
            engine.Add(new MessageEvent(engine, request, kind), arrivesAt);
        }
    }
}
