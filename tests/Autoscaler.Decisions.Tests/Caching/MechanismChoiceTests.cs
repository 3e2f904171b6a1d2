using Autoscaler.Contracts.Specs;
using Autoscaler.Decisions.Caching;
using Autoscaler.Decisions.Startup;

namespace Autoscaler.Decisions.Tests.Caching;

public sealed class MechanismChoiceTests
{
    // 17.7 GB unpacked, beside 16 GB of weights at 208 MB/s and a boot of 113 s.
    private static readonly MechanismQuestion Question = new()
    {
        Size = ByteCount.FromGigabytes(51.9),
        WeightsBeside = ByteCount.FromGigabytes(16),
        LaunchesPerHour = 2,
        Zones = 2,
        Type = new InstanceTypeName("g6.2xlarge"),
        Price = new UsdPerHour(0.98m),
        WaitingCostRatio = 1,
        MayRestoreFast = false,
    };

    [Theory]
    [InlineData(0, 51.9, 1, StartupMechanism.SnapshotLazy)] // Nothing launches: nothing is worth paying for.
    [InlineData(2, 51.9, 1, StartupMechanism.SnapshotLazy)] // $0.19 a launch buys 140 s of a $0.98 instance.
    [InlineData(2, 51.9, 20, StartupMechanism.SnapshotRate)] // Waiting costs more than the instance.
    [InlineData(2, 5, 20, StartupMechanism.SnapshotLazy)] // So small that it is filled before the boot ends.
    public void Choose_ByLaunchRateSizeAndPriceOfWaiting_TakesTheCheapest(double launches, double gigabytes, double ratio, StartupMechanism expected)
    {
        var choice = Choose(Question with { LaunchesPerHour = launches, Size = ByteCount.FromGigabytes(gigabytes), WaitingCostRatio = ratio });

        Assert.Equal(expected, choice.Mechanism);
        Assert.Contains("launches/h", choice.Reason, StringComparison.Ordinal);
        Assert.Equal(expected == StartupMechanism.SnapshotRate, choice.InitializationRate is not null);
    }

    [Fact]
    public void Choose_RateThatIsEnough_IsTheLowest()
    {
        var choice = Choose(Question with { LaunchesPerHour = 10, WaitingCostRatio = 100, Size = ByteCount.FromGigabytes(45) });

        // 190 s beside boot and weights take 45 GB at 250 MiB/s.
        Assert.Equal((StartupMechanism.SnapshotRate, 250), (choice.Mechanism, choice.InitializationRate));
    }

    [Fact]
    public void Choose_FastRestore_OnlyWhereItIsGrantedHasCreditsAndPays()
    {
        var busy = Question with { LaunchesPerHour = 18, WaitingCostRatio = 5, MayRestoreFast = true, Size = ByteCount.FromGigabytes(100), WeightsBeside = ByteCount.Zero };

        Assert.Equal(StartupMechanism.SnapshotFsr, Choose(busy).Mechanism);
        Assert.Equal(StartupMechanism.SnapshotRate, Choose(busy with { MayRestoreFast = false }).Mechanism);
        Assert.Contains("no credits", Choose(busy with { LaunchesPerHour = 30 }).Reason, StringComparison.Ordinal);
        Assert.NotEqual(StartupMechanism.SnapshotFsr, Choose(busy with { LaunchesPerHour = 30 }).Mechanism);
        Assert.NotEqual(StartupMechanism.SnapshotFsr, Choose(busy with { LaunchesPerHour = 1 }).Mechanism);
    }

    [Fact]
    public void Choose_Budget_CapsIt()
    {
        var busy = Question with { LaunchesPerHour = 4, WaitingCostRatio = 20 };
        Assert.Equal(StartupMechanism.SnapshotRate, Choose(busy).Mechanism);

        var capped = Choose(busy with { BudgetUsdPerMonth = 100 });
        Assert.Equal(StartupMechanism.SnapshotLazy, capped.Mechanism);
        Assert.Contains("over the budget", capped.Reason, StringComparison.Ordinal);
        Assert.True(capped.UsdPerMonth <= 100);
        Assert.Contains("even storage is over the budget", Choose(busy with { BudgetUsdPerMonth = 1 }).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Choose_Present_StaysUntilAnotherIsWorthTheChange()
    {
        var question = Question with { WaitingCostRatio = 5.2 };
        var lazily = Choose(question with { Present = StartupMechanism.SnapshotLazy });
        var provisioned = Choose(question with { Present = StartupMechanism.SnapshotRate });

        Assert.Equal((StartupMechanism.SnapshotLazy, StartupMechanism.SnapshotRate), (lazily.Mechanism, provisioned.Mechanism));
    }

    private static MechanismChoice Choose(MechanismQuestion question) => MechanismChoice.Choose(question, StartupRates.Default, RestorePrices.Default);
}
