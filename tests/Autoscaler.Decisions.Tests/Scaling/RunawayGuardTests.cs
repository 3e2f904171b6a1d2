using Autoscaler.Contracts.Endpoints;
using Autoscaler.Decisions.Scaling;
using Autoscaler.Decisions.Tests.Specs;
using static Autoscaler.Decisions.Tests.Examples.SnapshotExamples;

namespace Autoscaler.Decisions.Tests.Scaling;

/// <summary>Three failures in 30 minutes.</summary>
public sealed class RunawayGuardTests
{
    [Theory]
    [InlineData(new int[0], false)]
    [InlineData(new[] { 1, 2 }, false)]
    [InlineData(new[] { 1, 1, 1 }, true)]
    [InlineData(new[] { 29, 1, 1 }, true)]
    [InlineData(new[] { 30, 1, 1 }, false)]
    [InlineData(new[] { 40, 35, 31, 2, 1 }, false)]
    public void Stops_FailuresSoManyMinutesAgo_CountsThoseInTheWindow(int[] minutesAgo, bool stops) =>
        Assert.Equal(stops, RunawayGuard.Stops(SpecExamples.Component, Failures(SpecExamples.Component.Name, minutesAgo), Now));

    [Fact]
    public void Stops_AnotherComponentsFailures_CountNot() =>
        Assert.False(RunawayGuard.Stops(SpecExamples.Component, Failures(new("other"), [1, 1, 1, 1]), Now));

    private static ImmutableArray<ComponentFailure> Failures(ComponentName component, int[] minutesAgo) =>
        [.. minutesAgo.Select(minutes => new ComponentFailure(component, Now.AddMinutes(-minutes), "crashed"))];
}
