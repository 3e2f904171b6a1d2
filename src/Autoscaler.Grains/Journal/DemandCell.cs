using System.Runtime.InteropServices;
using Autoscaler.Contracts.History;

namespace Autoscaler.Grains.Journal;

/// <summary>
/// What is known of one component in one step, small, as there are many. It also knows how many times it was told, so that means stay means when more comes.
/// Concurrency and arrivals are kept to five digits.
/// </summary>
[StructLayout(LayoutKind.Auto)]
public readonly struct DemandCell
{
    private const int Digits = 5;

    private readonly int? _wanted;
    private readonly int? _ready;
    private readonly int? _coming;

    /// <summary>A cell.</summary>
    /// <param name="concurrency">Mean concurrency.</param>
    /// <param name="concurrencyWeight">How many times it was told, at most 255; 0 where it is unknown.</param>
    /// <param name="arrivalsPerSecond">Mean arrivals.</param>
    /// <param name="arrivalsWeight">How many times they were told, at most 255; 0 where they are unknown.</param>
    /// <param name="wanted">Copies wanted; null where unknown.</param>
    /// <param name="ready">Copies ready; null where unknown.</param>
    /// <param name="coming">Copies coming; null where unknown.</param>
    public DemandCell(float concurrency, byte concurrencyWeight, float arrivalsPerSecond, byte arrivalsWeight, int? wanted, int? ready, int? coming)
    {
        (Concurrency, ConcurrencyWeight) = (concurrency, concurrencyWeight);
        (ArrivalsPerSecond, ArrivalsWeight) = (arrivalsPerSecond, arrivalsWeight);
        (_wanted, _ready, _coming) = (wanted, ready, coming);
    }

    /// <summary>Mean concurrency; 0 where it is unknown.</summary>
    public float Concurrency { get; }

    /// <summary>How many times concurrency was told; 0 where it is unknown.</summary>
    public byte ConcurrencyWeight { get; }

    /// <summary>Mean arrivals; 0 where they are unknown.</summary>
    public float ArrivalsPerSecond { get; }

    /// <summary>How many times arrivals were told; 0 where they are unknown.</summary>
    public byte ArrivalsWeight { get; }

    /// <summary>Copies wanted, the largest; null where unknown.</summary>
    public int? Wanted => _wanted;

    /// <summary>Copies ready, the least; null where unknown.</summary>
    public int? Ready => _ready;

    /// <summary>Copies coming, the largest; null where unknown.</summary>
    public int? Coming => _coming;

    /// <summary>Whether nothing is known.</summary>
    public bool IsEmpty => ConcurrencyWeight == 0 && ArrivalsWeight == 0 && _wanted is null && _ready is null && _coming is null;

    /// <summary>What a point says; what cannot be measured, as a negative number, is unknown.</summary>
    public static DemandCell Of(in DemandPoint point) => new(
        Measured(point.Concurrency) ?? 0,
        (byte)(Measured(point.Concurrency) is null ? 0 : 1),
        Measured(point.ArrivalsPerSecond) ?? 0,
        (byte)(Measured(point.ArrivalsPerSecond) is null ? 0 : 1),
        Counted(point.Wanted),
        Counted(point.Ready),
        Counted(point.Coming));

    /// <summary>A longer step from those that it is made of; each counts once, however many times it was told.</summary>
    public static DemandCell Fold(ReadOnlySpan<DemandCell> steps)
    {
        var folded = default(DemandCell);
        foreach (var step in steps)
        {
            folded = folded.With(new DemandCell(
                step.Concurrency, Math.Min(step.ConcurrencyWeight, (byte)1), step.ArrivalsPerSecond, Math.Min(step.ArrivalsWeight, (byte)1), step._wanted, step._ready, step._coming));
        }

        return new DemandCell(
            folded.Concurrency, Math.Min(folded.ConcurrencyWeight, (byte)1), folded.ArrivalsPerSecond, Math.Min(folded.ArrivalsWeight, (byte)1), folded._wanted, folded._ready, folded._coming);
    }

    /// <summary>The cell with what another knows of the same step.</summary>
    public DemandCell With(in DemandCell other) => new(
        Mean(Concurrency, ConcurrencyWeight, other.Concurrency, other.ConcurrencyWeight),
        Sum(ConcurrencyWeight, other.ConcurrencyWeight),
        Mean(ArrivalsPerSecond, ArrivalsWeight, other.ArrivalsPerSecond, other.ArrivalsWeight),
        Sum(ArrivalsWeight, other.ArrivalsWeight),
        Largest(_wanted, other._wanted),
        _ready is { } ready && other._ready is { } others ? Math.Min(ready, others) : _ready ?? other._ready,
        Largest(_coming, other._coming));

    /// <summary>The cell as a point.</summary>
    public DemandPoint ToPoint(DateTimeOffset start) => new(
        start,
        ConcurrencyWeight == 0 ? null : Rounded(Concurrency),
        ArrivalsWeight == 0 ? null : Rounded(ArrivalsPerSecond),
        _wanted,
        _ready,
        _coming);

    private static float? Measured(double? value) => value is { } number && double.IsFinite(number) && number >= 0 ? (float)number : null;

    private static int? Counted(int? value) => value is >= 0 ? value : null;

    private static int? Largest(int? one, int? other) => one is { } a && other is { } b ? Math.Max(a, b) : one ?? other;

    private static byte Sum(byte one, byte other) => (byte)Math.Min(byte.MaxValue, one + other);

    private static float Mean(float one, byte weight, float other, byte otherWeight) =>
        otherWeight == 0 ? one : weight == 0 ? other : (float)(((double)one * weight + (double)other * otherWeight) / (weight + otherWeight));

    private static double Rounded(double value)
    {
        if (value == 0)
        {
            return 0;
        }

        // Divided by a whole power of ten the result is the double nearest to the decimal number, so that 6.3 reads 6.3.
        var shift = Digits - 1 - (int)Math.Floor(Math.Log10(value));
        return shift >= 0 ? Math.Round(value * Math.Pow(10, shift)) / Math.Pow(10, shift) : Math.Round(value / Math.Pow(10, -shift)) * Math.Pow(10, -shift);
    }
}
