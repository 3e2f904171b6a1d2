using System.Numerics;

namespace Autoscaler.Decisions.Demand;

/// <summary>
/// How long nobody has used a component: the newest periods in a row of which that is known. A period that nobody told of ends the run as one of use does. Periods
/// come late: one that is told while it is among the latest 64 closes its gap.
/// </summary>
public readonly record struct IdleRun
{
    private const int Bits = 64;

    private readonly long _newest;

    // The latest periods, the lowest bit the newest: whether they are known to be idle.
    private readonly ulong _idle;

    // From this period up to the oldest of the bits, that one left out, all are known to be idle.
    private readonly long _since;

    private IdleRun(long newest, ulong idle, long since) => (_newest, _idle, _since) = (newest, idle, since);

    /// <summary>Periods of the run; 0 if the newest known period was one of use, or none is known.</summary>
    public long Periods => BitOperations.TrailingZeroCount(~_idle) is var run && run < Bits ? run : _newest - _since + 1;

    /// <summary>The run after one more period was told.</summary>
    /// <param name="period">The period's number: its start, divided by its length.</param>
    /// <param name="isIdle">Whether nobody used the component in it.</param>
    public IdleRun With(long period, bool isIdle)
    {
        var ahead = period - _newest;
        if (ahead <= -Bits)
        {
            return isIdle || period < _since ? this : new IdleRun(_newest, _idle, period + 1);
        }

        if (ahead <= 0)
        {
            var bit = 1UL << (int)-ahead;
            return new IdleRun(_newest, isIdle ? _idle | bit : _idle & ~bit, _since);
        }

        var told = isIdle ? 1UL : 0;
        return ahead >= Bits ? new IdleRun(period, told, period - Bits + 1) : new IdleRun(period, (_idle << (int)ahead) | told, SinceAfter((int)ahead));
    }

    // Of the bits that leave, the newest one that is not idle ends what was before it.
    private long SinceAfter(int ahead)
    {
        var used = ~_idle >> (Bits - ahead);
        return used == 0 ? _since : _newest - (Bits - ahead + BitOperations.TrailingZeroCount(used)) + 1;
    }
}
