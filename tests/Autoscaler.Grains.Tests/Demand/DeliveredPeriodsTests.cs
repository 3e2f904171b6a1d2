using Autoscaler.Contracts.Demand;
using Autoscaler.Grains.Demand;

namespace Autoscaler.Grains.Tests.Demand;

public class DeliveredPeriodsTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(10);

    [Fact]
    public void TakeNew_SamplesInAnyOrderOfArrival_GivesEachOnce()
    {
        for (var seed = 1; seed <= 30; seed++)
        {
            var random = new Random(seed);
            var delivered = default(DeliveredPeriods);
            var arrivals = Enumerable.Range(0, 300).ToDictionary(period => period, period => period + 1 + random.Next(12));
            var taken = new List<int>();
            for (var now = 1; now <= 320; now++)
            {
                var visible = arrivals.Where(arrival => arrival.Value <= now && arrival.Key >= now - 15).Select(arrival => arrival.Key).Order();
                taken.AddRange(delivered.TakeNew([.. visible.Select(Sample)], Period).Select(NumberOf));
            }

            // What comes before the first delivery may be lost to a feed that has just begun: nothing older follows in its first answer.
            Assert.Equal(taken.Count, taken.Distinct().Count());
            Assert.Empty(Enumerable.Range(0, 300).Except(taken));
        }
    }

    [Fact]
    public void TakeNew_OlderThanItRemembers_CountsAsDelivered()
    {
        var delivered = default(DeliveredPeriods);
        delivered.TakeNew([Sample(100)], Period);

        Assert.Empty(delivered.TakeNew([Sample(36)], Period));
        Assert.Equal([37], delivered.TakeNew([Sample(37)], Period).Select(NumberOf));
    }

    [Fact]
    public void TakeNew_AfterALongGap_ForgetsTheOld()
    {
        var delivered = default(DeliveredPeriods);
        delivered.TakeNew([Sample(0), Sample(1)], Period);

        Assert.Equal([500], delivered.TakeNew([Sample(500)], Period).Select(NumberOf));
        Assert.Equal([499], delivered.TakeNew([Sample(499), Sample(500)], Period).Select(NumberOf));
    }

    private static DemandSample Sample(int period) => new(Start + (period * Period), 1, null);

    private static int NumberOf(DemandSample sample) => (int)((sample.Start - Start) / Period);
}
