using System.Numerics;
using Autoscaler.Grains.Journal;

namespace Autoscaler.Journal.Demand;

/// <summary>
/// Several steps of one component as bytes: a minute of fine ones, or an hour of minutes. One column after the other: which steps are known, then the values, cut into
/// planes of one byte each. A plane whose bytes are all alike takes one byte, which is what quiet traffic and constant copies come to.
/// </summary>
internal static class DemandBlockCodec
{
    private const int Columns = 7;
    private const int WeightPlanes = 1;
    private const int ValuePlanes = 3;

    // Seven bits of exponent and seventeen of mantissa: five digits, from 2^-63 to 2^64.
    private const int MantissaDrop = 6;
    private const uint ExponentBias = 64u << 17;
    private const uint MaxCode = (1u << (8 * ValuePlanes)) - 1;

    /// <summary>The steps as bytes.</summary>
    public static byte[] Encode(ReadOnlySpan<DemandCell> cells)
    {
        Span<byte> buffer = stackalloc byte[Columns * (1 + MaskBytes(cells.Length) + (ValuePlanes * cells.Length))];
        Span<uint?> values = stackalloc uint?[cells.Length];
        var length = 0;
        for (var column = 0; column < Columns; column++)
        {
            for (var i = 0; i < cells.Length; i++)
            {
                values[i] = Value(cells[i], column);
            }

            length += Write(buffer[length..], values, PlanesOf(column));
        }

        return buffer[..length].ToArray();
    }

    /// <summary>Reads the steps that a block of as many holds.</summary>
    /// <exception cref="InvalidDataException">The bytes are no such block.</exception>
    public static void Decode(ReadOnlySpan<byte> block, Span<DemandCell> cells)
    {
        Span<uint?> values = stackalloc uint?[Columns * cells.Length];
        var position = 0;
        for (var column = 0; column < Columns; column++)
        {
            position += Read(block[position..], values.Slice(column * cells.Length, cells.Length), PlanesOf(column));
        }

        if (position != block.Length)
        {
            throw new InvalidDataException($"A block of demand has {block.Length} bytes; expected {position}.");
        }

        for (var i = 0; i < cells.Length; i++)
        {
            cells[i] = new DemandCell(
                Number(values[i]),
                (byte)(values[cells.Length + i] ?? 0),
                Number(values[(2 * cells.Length) + i]),
                (byte)(values[(3 * cells.Length) + i] ?? 0),
                (int?)values[(4 * cells.Length) + i],
                (int?)values[(5 * cells.Length) + i],
                (int?)values[(6 * cells.Length) + i]);
        }
    }

    private static int PlanesOf(int column) => column is 1 or 3 ? WeightPlanes : ValuePlanes;

    private static int MaskBytes(int count) => (count + 7) / 8;

    private static uint? Value(in DemandCell cell, int column) => column switch
    {
        0 => cell.ConcurrencyWeight == 0 ? null : Code(cell.Concurrency),
        1 => cell.ConcurrencyWeight == 0 ? null : cell.ConcurrencyWeight,
        2 => cell.ArrivalsWeight == 0 ? null : Code(cell.ArrivalsPerSecond),
        3 => cell.ArrivalsWeight == 0 ? null : cell.ArrivalsWeight,
        4 => Count(cell.Wanted),
        5 => Count(cell.Ready),
        6 => Count(cell.Coming),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static uint? Count(int? copies) => copies is { } number ? Math.Min((uint)number, MaxCode) : null;

    private static uint Code(float value)
    {
        var rounded = (BitConverter.SingleToUInt32Bits(value) + (1u << (MantissaDrop - 1))) >> MantissaDrop;
        return rounded <= ExponentBias ? 0 : Math.Min(rounded - ExponentBias, MaxCode);
    }

    private static float Number(uint? code) => code is null or 0 ? 0 : BitConverter.UInt32BitsToSingle((code.Value + ExponentBias) << MantissaDrop);

    // A column: a byte with how its steps are known (0 none, 1 all, 2 by a mask) and, from bit 2 on, which planes are written in full; the mask; the planes.
    private static int Write(Span<byte> to, ReadOnlySpan<uint?> values, int planes)
    {
        Span<byte> mask = stackalloc byte[MaskBytes(values.Length)];
        Span<uint> known = stackalloc uint[values.Length];
        var count = 0;
        mask.Clear();
        for (var i = 0; i < values.Length; i++)
        {
            if (values[i] is { } value)
            {
                mask[i / 8] |= (byte)(1 << (i % 8));
                known[count++] = value;
            }
        }

        if (count == 0)
        {
            to[0] = 0;
            return 1;
        }

        to[0] = (byte)(count == values.Length ? 1 : 2);
        var length = 1;
        if (count < values.Length)
        {
            mask.CopyTo(to[length..]);
            length += mask.Length;
        }

        for (var plane = 0; plane < planes; plane++)
        {
            length += WritePlane(to, length, known[..count], plane);
        }

        return length;
    }

    private static int WritePlane(Span<byte> to, int position, ReadOnlySpan<uint> known, int plane)
    {
        var isConstant = true;
        for (var i = 0; i < known.Length; i++)
        {
            to[position + i] = (byte)(known[i] >> (8 * plane));
            isConstant &= to[position + i] == to[position];
        }

        if (isConstant)
        {
            return 1;
        }

        to[0] |= (byte)(4 << plane);
        return known.Length;
    }

    private static int Read(ReadOnlySpan<byte> from, Span<uint?> values, int planes)
    {
        values.Clear();
        if (from.IsEmpty)
        {
            throw new InvalidDataException($"A block of demand ends before its {Columns} columns do.");
        }

        var presence = from[0] & 3;
        if (presence == 0)
        {
            return 1;
        }

        Span<byte> mask = stackalloc byte[MaskBytes(values.Length)];
        mask.Fill(byte.MaxValue);
        var length = 1;
        var count = values.Length;
        if (presence == 2)
        {
            Slice(from, length, mask.Length).CopyTo(mask);
            length += mask.Length;
            count = CountOf(mask);
        }

        for (var plane = 0; plane < planes; plane++)
        {
            var isFull = (from[0] & (4 << plane)) != 0;
            var bytes = Slice(from, length, isFull ? count : 1);
            var next = 0;
            for (var i = 0; i < values.Length; i++)
            {
                if ((mask[i / 8] & (1 << (i % 8))) != 0)
                {
                    values[i] = (values[i] ?? 0) | ((uint)bytes[isFull ? next++ : 0] << (8 * plane));
                }
            }

            length += bytes.Length;
        }

        return length;
    }

    private static int CountOf(ReadOnlySpan<byte> mask)
    {
        var count = 0;
        foreach (var bits in mask)
        {
            count += BitOperations.PopCount(bits);
        }

        return count;
    }

    private static ReadOnlySpan<byte> Slice(ReadOnlySpan<byte> from, int start, int length) => start + length <= from.Length
        ? from.Slice(start, length)
        : throw new InvalidDataException($"A block of demand ends after {from.Length} bytes of a column; expected {start + length} or more.");
}
