using Autoscaler.Decisions.Startup;

namespace Autoscaler.Decisions.Tests.Startup;

public sealed class HostTransfersTests
{
    private const double Megabyte = 1e6;

    private static readonly HostRates OneDisk = new()
    {
        NetworkBytesPerSecond = 208 * Megabyte,
        DiskBytesPerSecond = 208 * Megabyte,
        UnpackBytesPerSecond = double.PositiveInfinity,
        ParallelUnpackRatio = 2,
        UnpackedRatio = 3,
    };

    [Fact]
    public void AdvanceTo_WeightsAlone_TakeTheWholePipe()
    {
        var host = new HostTransfers(OneDisk);
        host.Start(1, TransferKind.Weights, ByteCount.FromGigabytes(16), 10);

        Assert.Equal([(1, 86.923)], Drain(host));
    }

    [Fact]
    public void AdvanceTo_ImageAndWeightsOnOneDisk_ReproducesThePublishedPhases()
    {
        // 17.7 GB of image that unpacks to three times that beside 16 GB of weights: published 333 s and 168 s.
        var host = new HostTransfers(OneDisk);
        host.Start(1, TransferKind.Image, ByteCount.FromGigabytes(17.7), 0);
        host.Start(2, TransferKind.Weights, ByteCount.FromGigabytes(16), 0);

        Assert.Equal([(2, 153.846), (1, 332.212)], Drain(host));
    }

    [Fact]
    public void AdvanceTo_UnpackingSlowerThanTheNetworkShare_LeavesTheRestToWeights()
    {
        var host = new HostTransfers(OneDisk with { DiskBytesPerSecond = double.PositiveInfinity, UnpackBytesPerSecond = 68 * Megabyte });
        host.Start(1, TransferKind.Image, ByteCount.FromGigabytes(6.8), 0);
        host.Start(2, TransferKind.Weights, ByteCount.FromGigabytes(7), 0);

        Assert.Equal([(2, 50), (1, 100)], Drain(host));
    }

    [Fact]
    public void AdvanceTo_ParallelPull_UnpacksByItsRatioFaster()
    {
        var host = new HostTransfers(OneDisk with { DiskBytesPerSecond = double.PositiveInfinity, UnpackBytesPerSecond = 50 * Megabyte });
        host.Start(1, TransferKind.ImageParallel, ByteCount.FromGigabytes(10), 0);

        Assert.Equal([(1, 100)], Drain(host));
    }

    [Fact]
    public void StartHydration_BesideWeights_SlowsNeither()
    {
        var host = new HostTransfers(OneDisk);
        host.StartHydration(1, ByteCount.FromGigabytes(30), 300 * Megabyte, 0);
        host.Start(2, TransferKind.Weights, ByteCount.FromGigabytes(20.8), 0);

        Assert.Equal([(1, 100), (2, 100)], Drain(host));
    }

    [Fact]
    public void Cancel_OneOfTwo_GivesTheOtherTheWholeResource()
    {
        var host = new HostTransfers(OneDisk);
        host.Start(1, TransferKind.Weights, ByteCount.FromGigabytes(20.8), 0);
        host.Start(2, TransferKind.Weights, ByteCount.FromGigabytes(20.8), 0);

        Assert.True(host.Cancel(1, 100));
        Assert.False(host.Cancel(1, 100));
        Assert.Equal([(2, 150)], Drain(host));
    }

    [Fact]
    public void Start_NoBytes_EndsAtOnce()
    {
        var host = new HostTransfers(OneDisk);
        host.Start(1, TransferKind.Weights, ByteCount.Zero, 5);

        Assert.Equal(5, host.NextCompletionSeconds);
        Assert.Equal([(1, 5)], Drain(host));
        Assert.Null(host.NextCompletionSeconds);
    }

    [Fact]
    public void Start_WhileAnEndedTransferWaitsToBeTaken_Throws()
    {
        var host = new HostTransfers(OneDisk);
        host.Start(1, TransferKind.Weights, ByteCount.FromGigabytes(1), 0);

        Assert.Throws<InvalidOperationException>(() => host.Start(2, TransferKind.Weights, ByteCount.FromGigabytes(1), 60));
        Assert.Throws<ArgumentException>(() => host.Start(1, TransferKind.Weights, ByteCount.FromGigabytes(1), 1));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void Constructor_NetworkRateOutOfRange_Throws(double bytesPerSecond) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new HostTransfers(OneDisk with { NetworkBytesPerSecond = bytesPerSecond }));

    private static List<(int Key, double Seconds)> Drain(HostTransfers host)
    {
        var ends = new List<(int, double)>();
        while (host.AdvanceTo(100_000, out var completed))
        {
            ends.Add((completed.Key, Math.Round(completed.CompletedAtSeconds, 3)));
        }

        return ends;
    }
}
