using Autoscaler.Contracts.Decisions;

namespace Autoscaler.Grains.Endpoints;

/// <summary>A run of ticks that decided the same and changed nothing.</summary>
internal readonly record struct HoldRun(DateTimeOffset Since, DateTimeOffset Until, long Ticks, ImmutableArray<ComponentDecision> Components)
{
    public HoldRun()
        : this(default, default, 0, [])
    {
    }

    /// <summary>Whether a decision says the same of all components, whatever their demand.</summary>
    public bool IsLike(ImmutableArray<ComponentDecision> components)
    {
        if (Ticks == 0)
        {
            return true;
        }

        if (components.Length != Components.Length)
        {
            return false;
        }

        for (var i = 0; i < components.Length; i++)
        {
            var (one, other) = (components[i], Components[i]);
            if (one.Component != other.Component || one.Reason != other.Reason || one.Limit != other.Limit || one.Wanted != other.Wanted)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The run with one more hold.</summary>
    public HoldRun With(ScalingDecision decision) => new(Ticks == 0 ? decision.At : Since, decision.At, Ticks + 1, decision.Components);
}
