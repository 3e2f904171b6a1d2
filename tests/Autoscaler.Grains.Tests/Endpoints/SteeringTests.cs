using Autoscaler.Contracts.Access;
using Autoscaler.Contracts.Decisions;
using Autoscaler.Contracts.Endpoints;
using Autoscaler.Contracts.History;
using Autoscaler.Contracts.Journal;
using Autoscaler.Contracts.Specs;
using Autoscaler.Grains.Endpoints;
using Autoscaler.Grains.Journal;
using Autoscaler.Grains.Tests.Kit;
using Microsoft.Extensions.DependencyInjection;

namespace Autoscaler.Grains.Tests.Endpoints;

/// <summary>Pauses, and copies set by hand.</summary>
public sealed class SteeringTests
{
    private static readonly ComponentName Llm = new("llm");
    private static readonly Caller Operator = new() { KeyId = "k1", Name = "on-call", Role = Role.Operator, Tenant = Specs.A.Tenant };

    [Fact]
    public void Paused_UnderASpike_DoesNothing_AndResumedAnswersIt()
    {
        using var fleet = new TestFleet();
        fleet.PutAndSettle(Specs.Endpoint(Specs.A));
        fleet.RunFor(TimeSpan.FromMinutes(1));

        Assert.Equal(WriteOutcome.Changed, Pause(fleet, true).Outcome);
        var (decisions, launches, writes) = (fleet.Journal.Decisions.Count(), fleet.Ports.Launches.Count, fleet.Storage.WriteCount);
        fleet.Cloud.RegisterTraffic(Specs.A, Specs.Component(), Specs.Concurrency(fleet.Now, (0, 20)));
        fleet.RunFor(TimeSpan.FromMinutes(10));

        var latest = fleet.Latest(Specs.A)!;
        Assert.True(fleet.View(Specs.A).IsPaused);
        Assert.Equal((1, ScalingReason.Paused, ScalingLimit.None), (latest.Wanted, latest.Reason, latest.Limit));
        Assert.True(latest.Demand.Concurrency > 15, $"{latest.Demand}");
        Assert.Equal((decisions, launches, writes), (fleet.Journal.Decisions.Count(), fleet.Ports.Launches.Count, fleet.Storage.WriteCount));

        Assert.Equal(WriteOutcome.Changed, Pause(fleet, false).Outcome);
        fleet.RunFor(TimeSpan.FromSeconds(12));
        Assert.True(fleet.Latest(Specs.A)!.Wanted >= 5);
        fleet.Await("the spike is served", TimeSpan.FromMinutes(20), () => fleet.Ready(Specs.A) >= 5);
        Assert.Equal([SteeringAction.Paused, SteeringAction.Resumed], Steered(fleet).Select(steered => steered.Action));
    }

    [Fact]
    public void Paused_WhatIsLost_IsSettledAndNotReplaced_UntilResumed()
    {
        using var fleet = new TestFleet();
        fleet.PutAndSettle(Specs.Endpoint(Specs.A, Specs.Component() with { MinCopies = 2 }));
        Pause(fleet, true);
        fleet.Cloud.LoseInstance(fleet.Holding(Specs.A)[0].Instance!.Value);

        fleet.RunFor(TimeSpan.FromMinutes(5));

        Assert.Equal((2, 1, 0), (fleet.Latest(Specs.A)!.Wanted, fleet.Latest(Specs.A)!.Ready, fleet.Latest(Specs.A)!.Coming));
        Assert.Single(fleet.Holding(Specs.A));
        Pause(fleet, false);
        fleet.Await("two copies serve", TimeSpan.FromMinutes(20), () => fleet.Ready(Specs.A) == 2);
    }

    [Fact]
    public void Paused_SurvivesACrash_AndTheEndpointsDeletionGoesOn()
    {
        using var fleet = new TestFleet();
        fleet.PutAndSettle(Specs.Endpoint(Specs.A));
        Pause(fleet, true);
        fleet.Crash();
        fleet.RunFor(TimeSpan.FromMinutes(1));
        Assert.Equal(ScalingReason.Paused, fleet.Latest(Specs.A)!.Reason);

        fleet.DeleteAndSettle(Specs.A);

        Assert.Empty(fleet.Cloud.ReadLive(Specs.A));
        Assert.Equal("id: expected an endpoint that is there and not being deleted; found 'acme/chat' absent", $"{Pause(fleet, false).Errors.Single()}");
        fleet.PutAndSettle(Specs.Endpoint(Specs.A));
        Assert.False(fleet.View(Specs.A).IsPaused);
    }

    [Fact]
    public void Override_UpAndDown_BeatsDemand_UntilItIsEnded()
    {
        using var fleet = new TestFleet();
        fleet.PutAndSettle(Specs.Endpoint(Specs.A));
        fleet.Cloud.RegisterTraffic(Specs.A, Specs.Component(), Specs.Concurrency(fleet.Now, (0, 3)));

        var version = fleet.View(Specs.A).Version;
        var set = Override(fleet, 4, TimeSpan.FromHours(1));
        Assert.Equal((WriteOutcome.Changed, version + 1), (set.Outcome, set.Version));
        fleet.Await("four copies serve", TimeSpan.FromMinutes(20), () => fleet.Ready(Specs.A) == 4);
        Assert.Equal(ScalingReason.Overridden, fleet.Latest(Specs.A)!.Reason);
        fleet.RunFor(TimeSpan.FromMinutes(15));
        Assert.Equal(4, fleet.Ready(Specs.A));

        // At once, whatever the stabilization window, and below the minimum too.
        Override(fleet, 0, TimeSpan.FromHours(1));
        fleet.RunFor(TimeSpan.FromSeconds(2));
        Assert.Equal((0, 4), (fleet.Latest(Specs.A)!.Wanted, fleet.Journal.Decisions.Last().Drains.Length));
        fleet.Await("nothing serves", TimeSpan.FromMinutes(20), () => fleet.Ready(Specs.A) == 0);

        Assert.Equal(WriteOutcome.Changed, End(fleet).Outcome);
        fleet.Await("the minimum serves", TimeSpan.FromMinutes(20), () => fleet.Ready(Specs.A) == 1);
        Assert.Empty(fleet.View(Specs.A).Overrides);
        Assert.Equal(
            [(SteeringAction.Overridden, 4), (SteeringAction.Overridden, 0), (SteeringAction.OverrideEnded, null)],
            Steered(fleet).Select(steered => (steered.Action, steered.Copies)));
    }

    [Fact]
    public void Override_BeyondTheEndpointsLimits_ShowsTheLimit()
    {
        using var fleet = new TestFleet();
        fleet.PutAndSettle(Specs.Endpoint(Specs.A) with { Limits = new InstanceLimits { MaxInstances = 2 } });

        Override(fleet, 5, TimeSpan.FromHours(1));
        fleet.Await("two copies serve", TimeSpan.FromMinutes(20), () => fleet.Ready(Specs.A) == 2);
        fleet.RunFor(TimeSpan.FromMinutes(1));

        Assert.Equal((5, ScalingReason.Overridden, ScalingLimit.MaxInstances), (fleet.Latest(Specs.A)!.Wanted, fleet.Latest(Specs.A)!.Reason, fleet.Latest(Specs.A)!.Limit));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Override_WhoseTimeIsOver_IsToldOnce_AndDemandCountsAgain(bool crashes)
    {
        using var fleet = new TestFleet();
        fleet.PutAndSettle(Specs.Endpoint(Specs.A));
        fleet.Cloud.RegisterTraffic(Specs.A, Specs.Component(), Specs.Concurrency(fleet.Now, (0, 3)));
        Override(fleet, 3, TimeSpan.FromMinutes(10), Operator);
        fleet.Await("three copies serve", TimeSpan.FromMinutes(9), () => fleet.Ready(Specs.A) == 3);
        var (set, version) = (Assert.Single(fleet.View(Specs.A).Overrides), fleet.View(Specs.A).Version);
        Assert.Equal((3, "on-call (k1)"), (set.Copies, set.SetBy));
        if (crashes)
        {
            fleet.Crash();
            fleet.RunFor(TimeSpan.FromSeconds(30));
            Assert.Equal((3, ScalingReason.Overridden), (fleet.Latest(Specs.A)!.Wanted, fleet.Latest(Specs.A)!.Reason));
        }

        fleet.Await("demand counts again", TimeSpan.FromMinutes(11), () => fleet.Latest(Specs.A)?.Reason != ScalingReason.Overridden);
        Assert.InRange(fleet.Now - set.Until, TimeSpan.Zero, TimeSpan.FromSeconds(12));
        if (crashes)
        {
            fleet.Crash();
        }

        fleet.Await("one copy serves", TimeSpan.FromMinutes(20), () => fleet.Ready(Specs.A) == 1);
        var expired = Assert.Single(Steered(fleet), steered => steered.Action == SteeringAction.OverrideExpired);
        Assert.Equal(("on-call (k1)", Llm, 3, set.Until), (expired.By, expired.Component, expired.Copies, expired.Until));
        Assert.Equal(version, fleet.View(Specs.A).Version);
        Assert.Empty(fleet.Storage.Find<EndpointState>("endpoint", "acme/chat")!.Overrides);
    }

    [Fact]
    public void Steering_OnceMore_ChangesNothing()
    {
        using var fleet = new TestFleet();
        fleet.PutAndSettle(Specs.Endpoint(Specs.A));
        var until = fleet.Now.AddHours(1);
        Override(fleet, 2, until);
        Pause(fleet, true);
        var (version, writes, told) = (fleet.View(Specs.A).Version, fleet.Storage.WriteCount, Steered(fleet).Count());

        var again = Override(fleet, 2, until);
        Assert.Equal((WriteOutcome.Unchanged, version), (again.Outcome, again.Version));
        Assert.Equal(WriteOutcome.Unchanged, Override(fleet, 2, until.ToOffset(TimeSpan.FromHours(5))).Outcome);
        Assert.Equal(WriteOutcome.Unchanged, Pause(fleet, true).Outcome);
        Assert.Equal((version, writes, told), (fleet.View(Specs.A).Version, fleet.Storage.WriteCount, Steered(fleet).Count()));

        End(fleet);
        Assert.Equal(WriteOutcome.Unchanged, End(fleet).Outcome);
    }

    [Fact]
    public void Override_WithErrors_TellsAllOfThemAndChangesNothing()
    {
        using var fleet = new TestFleet();
        Assert.Equal(["id"], Override(fleet, 2, TimeSpan.FromHours(1)).Errors.Select(error => error.Field));
        fleet.PutAndSettle(Specs.Endpoint(Specs.A));
        var writes = fleet.Storage.WriteCount;

        var result = Override(fleet, 41, TimeSpan.FromSeconds(30));

        Assert.Equal(WriteOutcome.Refused, result.Outcome);
        Assert.Equal(["copies: expected 0 to maxCopies, 40; found 41"], result.Errors.Where(error => error.Field == "copies").Select(error => $"{error}"));
        Assert.StartsWith("until: expected 1 min to 7 days from now, 2026-", $"{result.Errors[^1]}", StringComparison.Ordinal);
        Assert.Equal(["copies", "until"], Override(fleet, -1, TimeSpan.FromDays(8)).Errors.Select(error => error.Field));
        Assert.Equal(
            ["component", "copies", "until"],
            fleet.Fleet.Host.Run(() => fleet.Fleet.Endpoint(Specs.A).OverrideAsync(new ComponentName("lm"), -1, fleet.Now, CancellationToken.None)).Errors.Select(error => error.Field));
        Assert.Equal(["component"], End(fleet, "lm").Errors.Select(error => error.Field));
        Assert.Equal(writes, fleet.Storage.WriteCount);

        // "For a minute" is a little less by the time it is heard.
        Assert.True(Override(fleet, 40, TimeSpan.FromSeconds(55)).Accepted);
        Assert.True(Override(fleet, 0, TimeSpan.FromDays(7)).Accepted);
    }

    [Fact]
    public void EverySteering_IsWrittenDown_BeforeItIsDone()
    {
        var kept = new WatchedChanges();
        using var fleet = new TestFleet(addServices: services => services.AddSingleton<IJournalStore>(kept));
        fleet.PutAndSettle(Specs.Endpoint(Specs.A));
        kept.Changes.Clear();
        var stands = new List<string>();
        kept.OnAppend = change => stands.Add($"{change.Action} {Stored(fleet).IsPaused} {Stored(fleet).Overrides.Length}");

        Override(fleet, 2, TimeSpan.FromHours(1), Operator);
        Override(fleet, 3, TimeSpan.FromHours(1), Operator);
        Pause(fleet, true);
        Pause(fleet, false, Operator);
        End(fleet);

        Assert.Equal(["override.set False 0", "override.set False 1", "endpoint.pause False 1", "endpoint.resume True 1", "override.end False 1"], stands);
        Assert.Equal(["k1 on-call", "k1 on-call", " platform", "k1 on-call", " platform"], kept.Changes.Select(change => $"{change.KeyId} {change.Actor}"));
        Assert.All(kept.Changes, change => Assert.Equal((Specs.A.Tenant, Specs.A), (change.Tenant, change.Endpoint)));
        Assert.Equal(["llm", "llm", null, null, "llm"], kept.Changes.Select(change => change.Subject));
        Assert.Equal(new ChangedField("overrides[llm].copies", "2", "3"), kept.Changes[1].Fields[0]);
        Assert.Equal(new ChangedField("isPaused", "true", "false"), Assert.Single(kept.Changes[3].Fields));
        Assert.Equal(("3", null), (kept.Changes[4].Fields[0].From, kept.Changes[4].Fields[0].To));
    }

    [Fact]
    public void SteeringThatCannotBeWrittenDown_IsNotDone()
    {
        var kept = new WatchedChanges();
        using var fleet = new TestFleet(addServices: services => services.AddSingleton<IJournalStore>(kept));
        fleet.PutAndSettle(Specs.Endpoint(Specs.A));
        kept.Fails = true;

        Assert.Throws<InvalidOperationException>(() => Pause(fleet, true));
        Assert.Throws<InvalidOperationException>(() => Override(fleet, 2, TimeSpan.FromHours(1)));

        Assert.False(fleet.View(Specs.A).IsPaused);
        Assert.Empty(fleet.View(Specs.A).Overrides);
        Assert.Empty(Steered(fleet));
    }

    [Fact]
    public void Override_OfAComponentThatIsRemoved_GoesWithIt_AndViewsShowTheSpecsOrder()
    {
        using var fleet = new TestFleet();
        fleet.PutAndSettle(Specs.Endpoint(Specs.A, Specs.Component(), Specs.Component("second", 'b')));
        fleet.Fleet.Host.Run(() => fleet.Fleet.Endpoint(Specs.A).OverrideAsync(new ComponentName("second"), 2, fleet.Now.AddHours(1), CancellationToken.None));
        Override(fleet, 3, TimeSpan.FromHours(1));
        Assert.Equal(["llm", "second"], fleet.View(Specs.A).Overrides.Select(set => set.Component.Value));

        fleet.Put(Specs.Endpoint(Specs.A));

        Assert.Equal(["llm"], fleet.View(Specs.A).Overrides.Select(set => set.Component.Value));
    }

    private static EndpointState Stored(TestFleet fleet) => fleet.Storage.Find<EndpointState>("endpoint", "acme/chat")!;

    private static IEnumerable<EndpointSteered> Steered(TestFleet fleet) => fleet.Journal.Events.OfType<EndpointSteered>();

    private static ChangeResult Pause(TestFleet fleet, bool isPaused, Caller? caller = null) =>
        Call(fleet, caller, endpoint => endpoint.SetPausedAsync(isPaused, CancellationToken.None));

    private static ChangeResult Override(TestFleet fleet, int copies, TimeSpan length, Caller? caller = null) => Override(fleet, copies, fleet.Now + length, caller);

    private static ChangeResult Override(TestFleet fleet, int copies, DateTimeOffset until, Caller? caller = null) =>
        Call(fleet, caller, endpoint => endpoint.OverrideAsync(Llm, copies, until, CancellationToken.None));

    private static ChangeResult End(TestFleet fleet, string component = "llm") =>
        Call(fleet, null, endpoint => endpoint.EndOverrideAsync(new ComponentName(component), CancellationToken.None));

    private static ChangeResult Call(TestFleet fleet, Caller? caller, Func<IEndpointGrain, Task<ChangeResult>> call) => fleet.Fleet.Host.Run(async () =>
    {
        if (caller is not null)
        {
            CallerContext.Set(caller);
        }

        return await call(fleet.Fleet.Endpoint(Specs.A));
    });
}
