using System.Globalization;

namespace Autoscaler.Contracts.Quantities;

/// <summary>A number of bytes, 0 or more. Gigabytes are decimal (10⁹ bytes), as registries and the published start-up figures count them.</summary>
[GenerateSerializer, Alias("autoscaler.ByteCount"), Immutable]
public readonly record struct ByteCount([property: Id(0)] long Value) : IComparable<ByteCount>
{
    /// <summary>Bytes in a decimal gigabyte.</summary>
    public const double BytesPerGigabyte = 1e9;

    /// <summary>No bytes.</summary>
    public static ByteCount Zero => default;

    /// <summary>The same number in decimal gigabytes.</summary>
    public double Gigabytes => Value / BytesPerGigabyte;

    /// <summary>From decimal gigabytes, rounded to a byte.</summary>
    public static ByteCount FromGigabytes(double gigabytes) => new((long)Math.Round(gigabytes * BytesPerGigabyte));

    /// <inheritdoc/>
    public int CompareTo(ByteCount other) => Value.CompareTo(other.Value);

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Gigabytes:0.###} GB");
}
