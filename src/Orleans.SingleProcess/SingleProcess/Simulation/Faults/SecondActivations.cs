using Orleans.SingleProcess.CodeGeneration;

namespace Orleans.SingleProcess.Simulation.Faults;

/// <summary>
/// Grains of one life that have two activations for a while, as happens in a cluster that is not sure who is alive: each call goes to the one or the other.
/// </summary>
internal sealed class SecondActivations(FaultInjector faults, SimulatedEngine engine)
{
    private readonly Dictionary<(GrainClass Class, string Key), Activation> _second = [];

    /// <summary>The second activation, if the call goes to it; null when it goes where it always goes.</summary>
    public Activation? For(Request request)
    {
        var reference = request.Reference!;
        var (grainClass, key) = (reference.Class, reference.Key);
        if (grainClass.IsOfObservers || grainClass.IsOwn)
        {
            return null;
        }

        if (_second.TryGetValue((grainClass, key), out var second))
        {
            return faults.Coin() ? second : null;
        }

        if (!faults.WantsSecondActivation())
        {
            return null;
        }

        second = new Activation(grainClass, key);
        grainClass.AddSecond(second);
        _second.Add((grainClass, key), second);
        engine.Add(new SecondEnds(this, second), engine.Elapsed + faults.SecondActivationTime());
        return second;
    }

    private void End(Activation second)
    {
        _second.Remove((second.Class, second.Key));
        second.Deactivate(new DeactivationReason(DeactivationReasonCode.DuplicateActivation, "The grain has another activation."));
    }

    private sealed class SecondEnds(SecondActivations seconds, Activation second) : TimedEvent
    {
        public override Silo Life => second.Silo;

        public override ulong StableId => second.StableId;

        public override void Run() => seconds.End(second);
    }
}
