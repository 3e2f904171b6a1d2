using Autoscaler.Cloud.Simulated;
using Autoscaler.Cloud.Simulated.Options;
using Autoscaler.Contracts.Access;
using Autoscaler.Contracts.Decisions;
using Autoscaler.Contracts.Endpoints;
using Autoscaler.Contracts.Journal;
using Autoscaler.Grains.Endpoints;
using Autoscaler.Grains.Journal;
using Autoscaler.Grains.Tests.Kit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Autoscaler.Grains.Tests.Endpoints;

/// <summary>Components that go to no copy and come back, and callers that wait for them.</summary>
public sealed class ActivationTests
{
    private static readonly ComponentName Llm = new("llm");
    private static readonly ComponentName Second = new("second");
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(20);
    private static readonly SimulatedCloudOptions NoGaps = new() { Metrics = new MetricOptions { MissingRatio = 0 } };

    [Fact]
    public void NoTraffic_TheLastCopyGoesAfterTheGrace_AndComesBackWithTheFirstSample()
    {
        using var fleet = new TestFleet(cloud: NoGaps);
        var spec = IdleEndpoint.Spec;
        fleet.Put(spec);
        fleet.Cloud.RegisterTraffic(Specs.A, spec.Components[0], Specs.Concurrency(fleet.Now, (0, 3), (20, 0), (60, 2)));
        fleet.Cloud.RegisterTraffic(Specs.A, spec.Components[1], Specs.Concurrency(fleet.Now, (0, 3)));
        var start = fleet.Now;
        fleet.Await("both serve", TimeSpan.FromMinutes(19), () => fleet.Ready(Specs.A) == 1 && fleet.Ready(Specs.A, "second") == 1);
        Assert.Contains(fleet.Journal.Decisions, decision => decision.Components.All(component => component.Reason == ScalingReason.Activated));

        fleet.RunFor(start.AddMinutes(23) - fleet.Now);
        Assert.Equal((1, ScalingReason.IdleGrace), (fleet.Latest(Specs.A)!.Wanted, fleet.Latest(Specs.A)!.Reason));
        fleet.RunFor(TimeSpan.FromMinutes(1));
        Assert.Equal(1, fleet.Ready(Specs.A));
        fleet.Await("nothing is wanted", TimeSpan.FromMinutes(3), () => fleet.Latest(Specs.A)!.Wanted == 0);
        Assert.InRange(fleet.Now - start, TimeSpan.FromMinutes(25), TimeSpan.FromMinutes(27));
        fleet.RunFor(TimeSpan.FromMinutes(15));
        Assert.Equal((0, 1), (fleet.Ready(Specs.A), fleet.Ready(Specs.A, "second")));
        Assert.Single(fleet.Holding(Specs.A));

        fleet.RunFor(start.AddMinutes(60) - fleet.Now);
        fleet.Await("one is wanted", TimeSpan.FromMinutes(1), () => fleet.Latest(Specs.A)!.Wanted == 1);
        Assert.Equal(ScalingReason.Activated, fleet.Journal.Decisions.Last().Components[0].Reason);
        fleet.Await("one serves", TimeSpan.FromMinutes(20), () => fleet.Ready(Specs.A) == 1);
    }

    [Fact]
    public void SourceThatFails_NeverTakesTheLastCopy()
    {
        using var fleet = new TestFleet(cloud: NoGaps);
        IdleEndpoint.PutAndSettle(fleet);
        Activate(fleet, Llm, TimeSpan.Zero);
        fleet.Await("one serves", TimeSpan.FromMinutes(20), () => fleet.Ready(Specs.A) == 1);
        fleet.Ports.Fails = static call => call == "Metrics.Query";

        fleet.RunFor(TimeSpan.FromHours(1));

        Assert.Equal((1, 1), (fleet.Latest(Specs.A)!.Wanted, fleet.Ready(Specs.A)));
    }

    [Fact]
    public void Activate_WithoutWaiting_HasItDecidedAtOnce_AndTellsWhenACopyIsExpected()
    {
        using var fleet = new TestFleet(cloud: NoGaps);
        IdleEndpoint.PutAndSettle(fleet);
        var ticks = fleet.View(Specs.A).TickCount;
        fleet.Await("it was just polled", TimeSpan.FromSeconds(12), () => fleet.View(Specs.A).TickCount == ticks + 1);

        var first = Activate(fleet, Llm, TimeSpan.Zero);
        Assert.Equal(new ActivationAnswer { IsKnown = true }, first);
        fleet.RunFor(TimeSpan.FromSeconds(1));

        Assert.Equal(ticks + 2, fleet.View(Specs.A).TickCount);
        Assert.Equal((1, ScalingReason.Activated), (fleet.Latest(Specs.A)!.Wanted, fleet.Latest(Specs.A)!.Reason));
        var expected = fleet.Journal.Decisions.Last().Placements.Single().Chosen.ExpectedReadyAt;
        var second = Activate(fleet, Llm, TimeSpan.Zero);
        Assert.Equal(new ActivationAnswer { IsKnown = true, ExpectedReadyAt = expected }, second);
        Assert.Equal(0, fleet.Latest(Specs.A, "second")?.Wanted);

        fleet.Await("one serves", TimeSpan.FromMinutes(20), () => fleet.Ready(Specs.A) == 1);
        Assert.Equal(new ActivationAnswer { IsKnown = true, ReadyCopies = 1 }, Activate(fleet, Llm, Longest));
    }

    [Fact]
    public void Activate_KeepsTheCopyForTheGrace_AndWritesSeldomHoweverOftenItIsCalled()
    {
        var kept = new WatchedChanges();
        using var fleet = new TestFleet(cloud: NoGaps, addServices: services => services.AddSingleton<IJournalStore>(kept));
        IdleEndpoint.PutAndSettle(fleet);
        kept.Changes.Clear();
        Call(fleet, new Caller { KeyId = "k1", Name = "gateway", Role = Role.Operator });
        fleet.Await("one serves", TimeSpan.FromMinutes(20), () => fleet.Ready(Specs.A) == 1);
        fleet.Trail.Clear();
        for (var i = 0; i < 300; i++)
        {
            fleet.RunFor(TimeSpan.FromSeconds(2));
            Activate(fleet, Llm, TimeSpan.Zero);
        }

        // Ten minutes of use, and the grace is five.
        Assert.Equal((1, 1), (fleet.Latest(Specs.A)!.Wanted, fleet.Ready(Specs.A)));
        Assert.InRange(fleet.Trail.Steps.Count(step => step == "write endpoint acme/chat"), 9, 11);
        fleet.RunFor(TimeSpan.FromMinutes(4));
        Assert.Equal(1, fleet.Latest(Specs.A)!.Wanted);
        fleet.RunFor(TimeSpan.FromMinutes(2));
        Assert.Equal(0, fleet.Latest(Specs.A)!.Wanted);

        // What woke the component is written down and told; that it was used is not.
        var change = Assert.Single(kept.Changes);
        Assert.Equal(("component.activate", "llm", "k1", "gateway"), (change.Action, change.Subject, change.KeyId, change.Actor));
        var field = Assert.Single(change.Fields);
        Assert.Equal(("activations[llm]", null, change.At.UtcDateTime.ToString("O")), (field.Field, field.From, field.To));
        var told = Assert.Single(fleet.Journal.Events.OfType<EndpointSteered>());
        Assert.Equal((SteeringAction.Activated, "gateway (k1)", Llm), (told.Action, told.By, told.Component));
        Activate(fleet, Llm, TimeSpan.Zero);
        Assert.Equal(2, kept.Changes.Count);
    }

    [Fact]
    public void Activate_OfWhatAlwaysHasACopy_WritesNothing()
    {
        using var fleet = new TestFleet();
        fleet.PutAndSettle(Specs.Endpoint(Specs.A));
        var (writes, version) = (fleet.Storage.WriteCount, fleet.View(Specs.A).Version);

        Assert.Equal(new ActivationAnswer { IsKnown = true, ReadyCopies = 1 }, Activate(fleet, Llm, Longest));

        Assert.Equal((writes, version), (fleet.Storage.WriteCount, fleet.View(Specs.A).Version));
        Assert.Empty(fleet.Journal.Events.OfType<EndpointSteered>());
    }

    [Fact]
    public void Activate_OfWhatIsNotThere_SaysSo()
    {
        using var fleet = new TestFleet();
        Assert.False(Activate(fleet, Llm, Longest).IsKnown);
        fleet.PutAndSettle(Specs.Endpoint(Specs.A));
        Assert.False(Activate(fleet, Second, Longest).IsKnown);
        Assert.Throws<ArgumentOutOfRangeException>(() => Activate(fleet, Llm, Longest + TimeSpan.FromTicks(1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => Activate(fleet, Llm, TimeSpan.FromTicks(-1)));
        fleet.Fleet.Delete(Specs.A);
        Assert.False(Activate(fleet, Llm, Longest).IsKnown);
    }

    [Fact]
    public void Waiters_AreAnsweredTogether_OnceACopyOfTheirComponentServes()
    {
        using var fleet = new TestFleet(cloud: NoGaps);
        IdleEndpoint.PutAndSettle(fleet);
        Activate(fleet, Llm, TimeSpan.Zero);
        Activate(fleet, Second, TimeSpan.Zero);
        fleet.RunFor(TimeSpan.FromSeconds(1));
        var expected = Activate(fleet, Llm, TimeSpan.Zero).ExpectedReadyAt!.Value;
        fleet.RunFor(expected - fleet.Now - TimeSpan.FromSeconds(40));
        Assert.Equal(0, fleet.Ready(Specs.A));

        // Whoever waits asks again and again; the answers of one time come together.
        var answered = new List<(int Waiter, DateTimeOffset At, ActivationAnswer Answer)>();
        for (var i = 0; i < 40; i++)
        {
            var waiter = i;
            fleet.Fleet.Host.Start(async () =>
            {
                ActivationAnswer answer;
                do
                {
                    answer = await fleet.Fleet.Endpoint(Specs.A).ActivateAsync(Llm, Longest, CancellationToken.None);
                }
                while (!answer.IsReady);
                answered.Add((waiter, fleet.Now, answer));
            });
        }

        var ticks = fleet.View(Specs.A).TickCount;
        fleet.Await("one serves", TimeSpan.FromMinutes(10), () => fleet.Ready(Specs.A) == 1);
        fleet.RunFor(TimeSpan.FromSeconds(1));

        Assert.Equal(40, answered.Count);
        Assert.InRange(answered.Max(answer => answer.At) - answered.Min(answer => answer.At), TimeSpan.Zero, TimeSpan.FromMilliseconds(50));
        Assert.All(answered, answer => Assert.Equal(new ActivationAnswer { IsKnown = true, ReadyCopies = 1 }, answer.Answer));
        Assert.True(fleet.View(Specs.A).TickCount > ticks, "those who wait keep the ticks waiting");
    }

    [Fact]
    public void Wait_WhoseTimeIsOver_IsAnsweredWithWhatStands()
    {
        using var fleet = new TestFleet(cloud: NoGaps);
        IdleEndpoint.PutAndSettle(fleet);
        var start = fleet.Now;

        var answer = Activate(fleet, Llm, TimeSpan.FromSeconds(7));

        Assert.InRange(fleet.Now - start, TimeSpan.FromSeconds(7), TimeSpan.FromSeconds(7.5));
        Assert.True(answer is { IsKnown: true, IsReady: false, TooManyWait: false });
        Assert.True(answer.ExpectedReadyAt > fleet.Now, $"{answer}");
    }

    [Fact]
    public void TooManyWaiters_AreToldSoAtOnce_AndRoomIsMadeByThoseWhoGiveUp()
    {
        using var fleet = new TestFleet(cloud: NoGaps);
        IdleEndpoint.PutAndSettle(fleet);
        using var givesUp = new CancellationTokenSource();
        var gaveUp = 0;
        for (var i = 0; i < ReadyWaiters.MaxWaiters; i++)
        {
            var token = i < 10 ? givesUp.Token : CancellationToken.None;
            fleet.Fleet.Host.Start(async () =>
            {
                try
                {
                    await fleet.Fleet.Endpoint(Specs.A).ActivateAsync(Llm, Longest, token);
                }
                catch (OperationCanceledException)
                {
                    gaveUp++;
                }
            });
        }

        fleet.RunFor(TimeSpan.FromSeconds(2));
        var start = fleet.Now;
        Assert.True(Activate(fleet, Llm, Longest) is { IsKnown: true, TooManyWait: true, IsReady: false });
        Assert.InRange(fleet.Now - start, TimeSpan.Zero, TimeSpan.FromSeconds(1));
        Assert.False(Activate(fleet, Llm, TimeSpan.Zero).TooManyWait);

        fleet.Fleet.Host.Run(() =>
        {
            givesUp.Cancel();
            return Task.CompletedTask;
        });
        fleet.RunFor(TimeSpan.FromSeconds(1));

        Assert.Equal(10, gaveUp);
        start = fleet.Now;
        Assert.False(Activate(fleet, Llm, TimeSpan.FromSeconds(5)).TooManyWait);
        Assert.InRange(fleet.Now - start, TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(6));
    }

    [Fact]
    public void Crash_WhileCallersWait_LosesNoActivation()
    {
        using var fleet = new TestFleet(cloud: NoGaps);
        IdleEndpoint.PutAndSettle(fleet);
        var lost = 0;
        fleet.Fleet.Host.Start(async () =>
        {
            try
            {
                await fleet.Fleet.Endpoint(Specs.A).ActivateAsync(Llm, Longest, CancellationToken.None);
            }
            catch (SiloUnavailableException)
            {
                lost++;
            }
        });

        // Written, and nothing decided yet.
        fleet.Await("it is written", TimeSpan.FromSeconds(2), () => !fleet.Storage.Find<EndpointState>("endpoint", "acme/chat")!.Activations.IsEmpty);
        fleet.Crash();
        fleet.RunFor(TimeSpan.FromSeconds(12));

        Assert.Equal(1, lost);
        Assert.Equal(1, fleet.Latest(Specs.A)!.Wanted);
        fleet.Await("one serves", TimeSpan.FromMinutes(20), () => Activate(fleet, Llm, Longest).IsReady);
        Assert.Single(fleet.Holding(Specs.A));
    }

    [Fact]
    public void Deletion_LetsWaitersGo()
    {
        using var fleet = new TestFleet(cloud: NoGaps);
        IdleEndpoint.PutAndSettle(fleet);
        ActivationAnswer? answer = null;
        fleet.Fleet.Host.Start(async () => answer = await fleet.Fleet.Endpoint(Specs.A).ActivateAsync(Llm, Longest, CancellationToken.None));
        fleet.RunFor(TimeSpan.FromSeconds(2));
        Assert.Null(answer);

        fleet.Fleet.Delete(Specs.A);
        fleet.RunFor(TimeSpan.FromSeconds(11));

        Assert.False(answer?.IsKnown);
    }

    [Fact]
    public void HostThatStops_OrActivationThatIsGivenUp_LetsWaitersGoAtOnce()
    {
        using var host = new StoppingHost();
        using var fleet = new TestFleet(cloud: NoGaps, addServices: services => services.AddSingleton<IHostApplicationLifetime>(host));
        IdleEndpoint.PutAndSettle(fleet);
        var answers = 0;
        void Wait(ComponentName component) => fleet.Fleet.Host.Start(async () =>
        {
            var answer = await fleet.Fleet.Endpoint(Specs.A).ActivateAsync(component, Longest, CancellationToken.None);
            answers += answer is { IsKnown: true, IsReady: false } ? 1 : 0;
        });

        Wait(Llm);
        fleet.RunFor(TimeSpan.FromSeconds(2));
        fleet.Storage.Fault = static (name, _) => name == "endpoint" ? WriteFault.Refuse : WriteFault.None;
        Assert.Throws<InvalidOperationException>(() => fleet.Fleet.Host.Run(() => fleet.Fleet.Endpoint(Specs.A).SetPausedAsync(true, CancellationToken.None)));
        fleet.Storage.Fault = null;
        fleet.RunFor(TimeSpan.FromSeconds(1));
        Assert.Equal(1, answers);

        Wait(Llm);
        fleet.RunFor(TimeSpan.FromSeconds(2));
        Assert.Equal(1, answers);
        fleet.Fleet.Host.Run(() =>
        {
            host.StopApplication();
            return Task.CompletedTask;
        });
        fleet.RunFor(TimeSpan.FromSeconds(1));
        Assert.Equal(2, answers);
    }

    [Fact]
    public void Activate_WhilePausedOrSetToNone_WaitsInVain()
    {
        using var fleet = new TestFleet(cloud: NoGaps);
        IdleEndpoint.PutAndSettle(fleet);
        fleet.Fleet.Host.Run(() => fleet.Fleet.Endpoint(Specs.A).SetPausedAsync(true, CancellationToken.None));
        Assert.True(Activate(fleet, Llm, Longest) is { IsKnown: true, IsReady: false, ExpectedReadyAt: null });
        fleet.Fleet.Host.Run(() => fleet.Fleet.Endpoint(Specs.A).OverrideAsync(Llm, 0, fleet.Now.AddHours(1), CancellationToken.None));
        fleet.Fleet.Host.Run(() => fleet.Fleet.Endpoint(Specs.A).SetPausedAsync(false, CancellationToken.None));
        Assert.True(Activate(fleet, Llm, Longest) is { IsKnown: true, IsReady: false, ExpectedReadyAt: null });
        Assert.Empty(fleet.Ports.Launches);

        fleet.Fleet.Host.Run(() => fleet.Fleet.Endpoint(Specs.A).EndOverrideAsync(Llm, CancellationToken.None));
        fleet.Await("one serves", TimeSpan.FromMinutes(20), () => fleet.Ready(Specs.A) == 1);
    }

    [Fact]
    public void Activate_RightAfterARestart_KnowsTheCopyThatServes()
    {
        using var fleet = new TestFleet(cloud: NoGaps);
        IdleEndpoint.PutAndSettle(fleet);
        fleet.Await("one serves", TimeSpan.FromMinutes(20), () => Activate(fleet, Llm, Longest).IsReady);

        fleet.Crash();

        Assert.Equal(1, Activate(fleet, Llm, TimeSpan.Zero).ReadyCopies);
    }

    private static ActivationAnswer Activate(TestFleet fleet, ComponentName component, TimeSpan wait) =>
        fleet.Fleet.Host.Run(() => fleet.Fleet.Endpoint(Specs.A).ActivateAsync(component, wait, CancellationToken.None));

    private static void Call(TestFleet fleet, Caller caller) => fleet.Fleet.Host.Run(async () =>
    {
        CallerContext.Set(caller);
        await fleet.Fleet.Endpoint(Specs.A).ActivateAsync(Llm, TimeSpan.Zero, CancellationToken.None);
    });
}
