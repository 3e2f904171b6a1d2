using System.Numerics;

namespace Autoscaler.Cloud.Simulated.Events;

/// <summary>A reproducible source of chance: xoshiro256** (Blackman, Vigna), its state filled by splitmix64.</summary>
internal sealed class SeededRandom
{
    private const double HoursInACentury = 100 * 365 * 24;

    private ulong _s0;
    private ulong _s1;
    private ulong _s2;
    private ulong _s3;

    public SeededRandom(ulong seed)
    {
        _s0 = SplitMix(ref seed);
        _s1 = SplitMix(ref seed);
        _s2 = SplitMix(ref seed);
        _s3 = SplitMix(ref seed);
    }

    /// <summary>Uniform in [0, 1).</summary>
    public double NextDouble() => (Next() >> 11) * (1.0 / (1UL << 53));

    /// <summary>True for the given share of the draws.</summary>
    public bool NextChance(double ratio) => NextDouble() < ratio;

    /// <summary>Uniform between two times.</summary>
    public TimeSpan NextBetween(TimeSpan shortest, TimeSpan longest) => shortest + ((longest - shortest) * NextDouble());

    /// <summary>An exponential wait for something that happens so often an hour; a wait that no simulation lives to see is cut to a century.</summary>
    public TimeSpan NextWait(double perHour) => TimeSpan.FromHours(Math.Min(-Math.Log(1 - NextDouble()) / perHour, HoursInACentury));

    /// <summary>Exponential with mean 1.</summary>
    public double NextExponential() => -Math.Log(1 - NextDouble());

    /// <summary>Normal with mean 0 and deviation 1.</summary>
    public double NextNormal()
    {
        // Box-Muller; the second number is thrown away so that a draw never depends on the one before it.
        var radius = Math.Sqrt(2 * NextExponential());
        return radius * Math.Cos(2 * Math.PI * NextDouble());
    }

    /// <summary>A factor around 1: log-normal with median 1; about two thirds of the draws lie within a factor of e^spread. Exactly 1 where the spread is 0.</summary>
    public double NextFactor(double spread)
    {
        // As a normal draw, with the factors in the order that earlier runs multiplied them.
        var radius = Math.Sqrt(-2 * Math.Log(1 - NextDouble()));
        return Math.Exp(spread * radius * Math.Cos(2 * Math.PI * NextDouble()));
    }

    private static ulong SplitMix(ref ulong state)
    {
        state += 0x9E3779B97F4A7C15;
        var mixed = state;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return mixed ^ (mixed >> 31);
    }

    private ulong Next()
    {
        var result = BitOperations.RotateLeft(_s1 * 5, 7) * 9;
        var shifted = _s1 << 17;
        _s2 ^= _s0;
        _s3 ^= _s1;
        _s1 ^= _s2;
        _s0 ^= _s3;
        _s2 ^= shifted;
        _s3 = BitOperations.RotateLeft(_s3, 45);
        return result;
    }
}
