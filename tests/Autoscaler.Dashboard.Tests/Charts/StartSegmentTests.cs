using Autoscaler.Contracts.Slots;
using Autoscaler.Dashboard.Charts;

namespace Autoscaler.Dashboard.Tests.Charts;

public sealed class StartSegmentTests
{
    private static readonly DateTimeOffset Ordered = new(2026, 1, 2, 3, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Of_StagesThatOverlap_FollowEachOtherAndAddUp()
    {
        var segments = StartSegment.Of(
            Copy(300, (StartupPhase.Hydrate, 10, 150), (StartupPhase.Provision, 0, 100), (StartupPhase.Weights, 100, 220), (StartupPhase.Start, 220, 230), (StartupPhase.Load, 240, 300)),
            TimeSpan.FromSeconds(300));
        Assert.Equal(
            [(StartupPhase.Provision, 100), (StartupPhase.Hydrate, 50), (StartupPhase.Weights, 70), (StartupPhase.Start, 10), (null, 10), (StartupPhase.Load, 60)],
            segments.Select(static segment => (segment.Phase, segment.Took.TotalSeconds)));
    }

    [Fact]
    public void Of_ACopyOnARunningInstance_LeavesOutWhatWasBeforeItsOrder() => Assert.Equal(
        [((StartupPhase?)StartupPhase.Load, 30.0)],
        StartSegment.Of(Copy(30, (StartupPhase.Provision, -500, -400), (StartupPhase.Load, 0, 30)), TimeSpan.FromSeconds(30)).Select(static segment => (segment.Phase, segment.Took.TotalSeconds)));

    private static CopyStatus Copy(double readyAfter, params (StartupPhase Phase, double From, double To)[] stages) => new()
    {
        Id = CopyId.Parse("llm#1"),
        Phase = CopyPhase.Ready,
        PhaseEnteredAt = Ordered.AddSeconds(readyAfter),
        ReadyAt = Ordered.AddSeconds(readyAfter),
        Timeline = [.. stages.Select(static stage => new StartupPhaseTiming(stage.Phase, Ordered.AddSeconds(stage.From), Ordered.AddSeconds(stage.To)))],
    };
}
