using Autoscaler.Contracts.Demand;
using Autoscaler.Decisions.Demand;
using FsCheck;
using FsCheck.Fluent;
using static Autoscaler.Decisions.Tests.Examples.SnapshotExamples;

namespace Autoscaler.Decisions.Tests.Demand;

public sealed class DemandWindowTests
{
    // Samples of the latest 20 periods; a number may be there twice, and is the sample's demand.
    private static readonly Arbitrary<int[]> AnyPeriods = Gen.Choose(0, 19).ListOf().Select(periods => periods.ToArray()).ToArbitrary();

    [Theory]
    [InlineData(10, 60, 6)]
    [InlineData(60, 60, 1)]
    [InlineData(60, 20, 1)]
    [InlineData(60, 61, 2)]
    [InlineData(10, 0, 1)]
    public void Empty_Length_HasAPlaceForEachPeriodOfIt(int periodSeconds, int lengthSeconds, int places)
    {
        var window = DemandWindow.Empty(TimeSpan.FromSeconds(periodSeconds), TimeSpan.FromSeconds(lengthSeconds));

        Assert.Equal(places, window.Capacity);
        Assert.Null(window.Newest);
        Assert.Null(window.Mean(TimeSpan.FromHours(1)));
        Assert.Null(window.Peak(TimeSpan.FromSeconds(lengthSeconds), Period, 0));
    }

    [Theory]
    [InlineData(new[] { 4, 3, 2, 1, 0 })]
    [InlineData(new[] { 0, 1, 2, 3, 4 })]
    [InlineData(new[] { 2, 0, 4, 1, 3 })]
    [InlineData(new[] { 2, 2, 0, 4, 0, 1, 3, 4 })]
    public void With_AnyOrderAndDuplicates_GivesTheSameWindow(int[] agesInPeriods)
    {
        var window = Window(5, agesInPeriods);

        Assert.Equal(At(0), window.Newest!.Value.Start);
        Assert.Equal(0, window.Mean(Periods(1)));
        Assert.Equal(0.5, window.Mean(Periods(2)));
        Assert.Equal(2, window.Mean(Periods(5)));
        Assert.Equal(2, window.Mean(Periods(50)));
    }

    [Fact]
    public void With_MissingSamples_AreUnknownNeverZero()
    {
        var window = Window(6, 0, 5);

        Assert.Equal(2.5, window.Mean(Periods(6)));
        Assert.Equal(0, window.Mean(Periods(5)));
        Assert.Null(window.Peak(Periods(6), Period, 0.75));
    }

    [Fact]
    public void With_ShiftBeyondTheCapacity_ForgetsAllOlder()
    {
        var window = Window(4, 1000, 999, 998);
        window = window.With(new DemandSample(At(0), 6, null), 6);

        Assert.Equal(6, window.Mean(Periods(4)));
        Assert.Equal(At(0), window.Newest!.Value.Start);
    }

    [Theory]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(100_000)]
    public void With_SampleOlderThanTheWindow_ChangesNothingKnown(int age)
    {
        var window = Window(4, 3, 2, 1, 0);

        var next = window.With(new DemandSample(At(age), 50, null), 50);

        Assert.Equal(1.5, next.Mean(Periods(4)));
        Assert.Equal(At(0), next.Newest!.Value.Start);
    }

    [Fact]
    public void With_SampleAgain_ReplacesTheFormer()
    {
        var window = Window(4, 1, 0).With(new DemandSample(At(1), 9, null), 9);

        Assert.Equal(4.5, window.Mean(Periods(2)));
    }

    [Theory]
    [InlineData(10, 8, true)]
    [InlineData(10, 7, false)]
    [InlineData(10, 10, true)]
    [InlineData(6, 5, true)]
    [InlineData(6, 4, false)]
    public void Peak_KnownShare_IsNullBelowTheLeast(int places, int known, bool isKnown)
    {
        // The oldest place is always known, so that the window is full but for its gaps.
        var ages = Enumerable.Range(0, known - 1).Append(places - 1).ToArray();

        Assert.Equal(isKnown, Window(places, ages).Peak(Periods(places), Period, 0.75) is not null);
    }

    [Fact]
    public void Peak_WindowNotFullYet_IsNullHoweverManyAreKnown()
    {
        for (var known = 1; known < 30; known++)
        {
            Assert.Null(Window(30, [.. Enumerable.Range(0, known)]).Peak(Periods(30), Period, 0.75));
        }

        Assert.NotNull(Window(30, [.. Enumerable.Range(0, 30)]).Peak(Periods(30), Period, 0.75));
    }

    [Fact]
    public void Peak_LongerThanTheWindow_IsNull() => Assert.Null(Window(4, 3, 2, 1, 0).Peak(Periods(5), Period, 0));

    [Fact]
    public void Peak_SmoothingLongerThanTheLength_IsTheTrackedMean()
    {
        // Demand by age: 2, 1, 0. A stabilization window of no length must not turn the mean into the newest sample alone.
        var window = Window(3, 2, 1, 0);

        Assert.Equal(0.5, window.Peak(TimeSpan.Zero, Periods(2), 0.75));
    }

    [Fact]
    public void Peak_OneSpike_IsSmoothed()
    {
        var window = Window(6, 5, 4, 3, 2, 1, 0).With(new DemandSample(At(2), 23, null), 23);

        Assert.Equal(13, window.Peak(Periods(6), Periods(2), 0.75));
        Assert.Equal(23, window.Peak(Periods(6), Periods(1), 0.75));
    }

    [Fact]
    public void Mean_AnySamples_IsThatOfTheKnownOnes() => Check.One(Config.QuickThrowOnFailure, Prop.ForAll(AnyPeriods, ages =>
    {
        var window = Window(12, ages);
        var newest = ages.Length == 0 ? 0 : ages.Min();
        for (var length = 1; length <= 12; length++)
        {
            var known = ages.Distinct().Where(age => age < newest + length).Select(age => (double)age).ToArray();
            var mean = window.Mean(Periods(length));
            if (known.Length == 0 ? mean is not null : Math.Abs(known.Average() - mean!.Value) > 1e-9)
            {
                return false;
            }
        }

        return true;
    }));

    [Fact]
    public void Peak_AnySamples_IsAtLeastTheTrackedMean() => Check.One(Config.QuickThrowOnFailure, Prop.ForAll(AnyPeriods, ages =>
        Window(12, ages) is var window
        && !(window.Peak(Periods(12), Periods(2), 0) < window.Mean(Periods(2)))
        && !(window.Peak(TimeSpan.Zero, Periods(4), 0) < window.Mean(Periods(4)))));

    private static TimeSpan Periods(int count) => count * Period;

    private static DateTimeOffset At(int age) => Now - (age * Period);

    // A window of that many places with samples of these ages; the demand of each is its age.
    private static DemandWindow Window(int places, params int[] ages)
    {
        var window = DemandWindow.Empty(Period, Periods(places));
        foreach (var age in ages)
        {
            window = window.With(new DemandSample(At(age), age, null), age);
        }

        return window;
    }
}
