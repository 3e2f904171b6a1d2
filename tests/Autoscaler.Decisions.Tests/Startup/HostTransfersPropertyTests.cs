using Autoscaler.Decisions.Startup;
using FsCheck;
using FsCheck.Fluent;

namespace Autoscaler.Decisions.Tests.Startup;

/// <summary>What holds for any host and any transfers.</summary>
public sealed class HostTransfersPropertyTests
{
    private const double Tolerance = 1e-9;

    private static readonly TransferKind[] Kinds = Enum.GetValues<TransferKind>();

    private static readonly Gen<HostRates> AnyRates =
        from network in Gen.Choose(50, 2000)
        from disk in Gen.Frequency((4, Gen.Choose(50, 2000).Select(rate => rate * 1e6)), (1, Gen.Constant(double.PositiveInfinity)))
        from unpack in Gen.Frequency((4, Gen.Choose(20, 400).Select(rate => rate * 1e6)), (1, Gen.Constant(double.PositiveInfinity)))
        from unpacked in Gen.Choose(10, 40)
        select new HostRates
        {
            NetworkBytesPerSecond = network * 1e6,
            DiskBytesPerSecond = disk,
            UnpackBytesPerSecond = unpack,
            ParallelUnpackRatio = 2.15,
            UnpackedRatio = unpacked / 10d,
        };

    private static readonly Gen<Arrival> AnyArrival =
        from kind in Gen.Elements(Kinds)
        from megabytes in Gen.Choose(0, 40_000)
        from afterSeconds in Gen.Frequency((1, Gen.Constant(0)), (1, Gen.Choose(0, 300)))
        select new Arrival(kind, new ByteCount(megabytes * 1_000_000L), afterSeconds);

    private static readonly Arbitrary<(HostRates Rates, Arrival[] Arrivals)> AnyHost =
        (from rates in AnyRates from count in Gen.Choose(1, 12) from arrivals in AnyArrival.ArrayOf(count) select (rates, arrivals)).ToArbitrary();

    [Fact]
    public void AdvanceTo_AnyTransfers_MovesEveryByteOnce() => Check(host =>
    {
        var moved = new double[host.Arrivals.Length];
        var completed = Run(host.Rates, host.Arrivals, (transfers, seconds) =>
        {
            for (var key = 0; key < moved.Length; key++)
            {
                moved[key] += (transfers.BytesPerSecond(key) ?? 0) * seconds;
            }
        });
        return completed.Count == moved.Length
            && completed.All(end => Math.Abs(moved[end.Key] - host.Arrivals[end.Key].Size.Value) <= 2)
            && completed.Zip(completed.Skip(1)).All(pair => pair.First.CompletedAtSeconds <= pair.Second.CompletedAtSeconds);
    });

    [Fact]
    public void BytesPerSecond_AnyTransfers_FillNoResourceOverItsCapacityAndLeaveNoneIdle() => Check(host =>
    {
        var holds = true;
        Run(host.Rates, host.Arrivals, (transfers, _) =>
        {
            var used = new double[3];
            var active = Enumerable.Range(0, host.Arrivals.Length).Where(key => transfers.BytesPerSecond(key) is not null).ToList();
            foreach (var key in active)
            {
                var load = LoadOf(host.Arrivals[key].Kind, host.Rates);
                for (var resource = 0; resource < used.Length; resource++)
                {
                    used[resource] += load[resource] * transfers.BytesPerSecond(key)!.Value;
                }
            }

            double[] capacities = [host.Rates.NetworkBytesPerSecond, host.Rates.DiskBytesPerSecond, host.Rates.UnpackBytesPerSecond];
            holds &= used.Zip(capacities).All(pair => pair.First <= pair.Second * (1 + Tolerance));
            holds &= active.All(key => host.Arrivals[key].Kind == TransferKind.Hydration
                ? transfers.BytesPerSecond(key) == Arrival.HydrationBytesPerSecond
                : LoadOf(host.Arrivals[key].Kind, host.Rates).Zip(used, capacities)
                    .Any(entry => entry.First > 0 && entry.Second >= entry.Third * (1 - Tolerance)));
        });
        return holds;
    });

    [Fact]
    public void AdvanceTo_TransfersOfOneInstantInAnotherOrder_EndAtTheSameBits() => Check(host =>
    {
        var together = host.Arrivals.Select(arrival => arrival with { AfterSeconds = 0 }).ToArray();
        var forward = Run(host.Rates, together, (_, _) => { });
        var backward = Run(host.Rates, together, (_, _) => { }, backward: true);
        return forward.SequenceEqual(backward);
    });

    [Fact]
    public void BytesPerSecond_TransfersOfOneKind_AreEqual() => Check(host =>
    {
        var holds = true;
        Run(host.Rates, host.Arrivals, (transfers, _) =>
        {
            foreach (var kind in Kinds)
            {
                var keys = Enumerable.Range(0, host.Arrivals.Length).Where(key => host.Arrivals[key].Kind == kind);
                var rates = keys.Select(transfers.BytesPerSecond).OfType<double>().ToList();
                holds &= rates.Count == 0 || rates.Max() - rates.Min() <= rates.Max() * Tolerance;
            }
        });
        return holds;
    });

    private static void Check(Func<(HostRates Rates, Arrival[] Arrivals), bool> holds) =>
        FsCheck.Check.One(Config.QuickThrowOnFailure, Prop.ForAll(AnyHost, holds));

    private static double[] LoadOf(TransferKind kind, HostRates rates) => kind switch
    {
        TransferKind.Image => [1, rates.UnpackedRatio, 1],
        TransferKind.ImageParallel or TransferKind.ImagePages => [1, rates.UnpackedRatio, 1 / rates.ParallelUnpackRatio],
        TransferKind.Weights => [1, 1, 0],
        _ => [0, 0, 0],
    };

    /// <summary>Runs to the end; <paramref name="passing"/> sees the rates that hold for the next so many seconds.</summary>
    private static List<CompletedTransfer> Run(HostRates rates, Arrival[] arrivals, Action<HostTransfers, double> passing, bool backward = false)
    {
        var transfers = new HostTransfers(rates);
        var completed = new List<CompletedTransfer>();
        var now = 0d;
        for (var i = 0; i < arrivals.Length; i++)
        {
            var key = backward ? arrivals.Length - 1 - i : i;
            now += arrivals[key].AfterSeconds;
            Advance(now);
            if (arrivals[key].Kind == TransferKind.Hydration)
            {
                transfers.StartHydration(key, arrivals[key].Size, Arrival.HydrationBytesPerSecond, now);
            }
            else
            {
                transfers.Start(key, arrivals[key].Kind, arrivals[key].Size, now);
            }
        }

        Advance(1e9);
        return completed;

        void Advance(double until)
        {
            while (transfers.Count > 0)
            {
                var next = Math.Min(until, transfers.NextCompletionSeconds!.Value);
                passing(transfers, next - transfers.NowSeconds);
                if (!transfers.AdvanceTo(next, out var ended))
                {
                    return;
                }

                completed.Add(ended);
            }

            Assert.False(transfers.AdvanceTo(until, out _));
        }
    }

    private sealed record Arrival(TransferKind Kind, ByteCount Size, double AfterSeconds)
    {
        public const double HydrationBytesPerSecond = 300 * 1024d * 1024;
    }
}
