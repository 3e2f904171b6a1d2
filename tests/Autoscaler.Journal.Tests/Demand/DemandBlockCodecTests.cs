using Autoscaler.Grains.Journal;
using Autoscaler.Journal.Demand;

namespace Autoscaler.Journal.Tests.Demand;

public sealed class DemandBlockCodecTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(6.3)]
    [InlineData(0.00012345)]
    [InlineData(99_999)]
    [InlineData(123_450_000)]
    public void Decode_WhatWasEncoded_IsTheSameToFiveDigits(double value)
    {
        var cells = new DemandCell[6];
        cells[0] = new DemandCell((float)value, 1, (float)value, 255, 0, 16_777_215, 300);
        cells[5] = new DemandCell((float)value, 3, 0, 0, null, 2, null);
        var read = new DemandCell[6];

        DemandBlockCodec.Decode(DemandBlockCodec.Encode(cells), read);

        Assert.Equal(cells.Select(static cell => cell.ToPoint(default)), read.Select(static cell => cell.ToPoint(default)));
        Assert.Equal(cells.Select(static cell => (cell.ConcurrencyWeight, cell.ArrivalsWeight)), read.Select(static cell => (cell.ConcurrencyWeight, cell.ArrivalsWeight)));
        Assert.Equal(value, read[0].ToPoint(default).Concurrency!.Value, value * 1e-9);
    }

    [Fact]
    public void Encode_QuietHour_TakesFewBytes()
    {
        var cells = new DemandCell[60];
        Array.Fill(cells, new DemandCell(0, 1, 0, 1, 1, 1, 0));

        Assert.Equal(7 + (2 * 3) + (2 * 1) + (3 * 3), DemandBlockCodec.Encode(cells).Length);
    }

    [Fact]
    public void Encode_NothingKnown_TakesAByteAColumn() => Assert.Equal(new byte[7], DemandBlockCodec.Encode(new DemandCell[60]));

    [Fact]
    public void Decode_AnyOtherBytes_FailsAsInvalidOrReads()
    {
        var random = new Random(7);
        var cells = new DemandCell[6];
        var refused = 0;
        for (var i = 0; i < 10_000; i++)
        {
            var bytes = new byte[random.Next(60)];
            random.NextBytes(bytes);
            try
            {
                DemandBlockCodec.Decode(bytes, cells);
            }
            catch (InvalidDataException)
            {
                refused++;
            }
        }

        Assert.InRange(refused, 5_000, 10_000);
    }
}
