using Autoscaler.Contracts.Decisions;
using Autoscaler.Contracts.Demand;
using Autoscaler.Contracts.Specs;

namespace Autoscaler.Decisions.Demand;

/// <summary>
/// What is remembered of a component's demand between ticks. Immutable. It is not stored: after a restart it is filled again from the metric source, and nothing
/// scales in before the stabilization window is full.
/// </summary>
/// <param name="Window">The latest samples.</param>
/// <param name="ServiceTime">How long a request is served.</param>
/// <param name="WatchedSince">Since when samples are waited for, UTC.</param>
/// <param name="Room">Requests that the ready copies can serve at once, and from which sample on that is so.</param>
public sealed record ComponentDemandState(DemandWindow Window, ServiceTimeEstimate ServiceTime, DateTimeOffset WatchedSince, ServingRoom Room)
{
    // Of the stabilization window so much must be known before copies go. CloudWatch delivers up to 30 s late, and now and then not at all.
    private const double MinKnownRatio = 0.75;

    /// <summary>How long nobody has used the component, as far as is known.</summary>
    public IdleRun Idle { get; init; }

    /// <summary>Nothing known yet.</summary>
    public static ComponentDemandState Start(ScalingPolicy policy, TimeSpan period, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(policy);
        return new ComponentDemandState(DemandWindow.Empty(period, LongestWindow(policy)), default, now, default);
    }

    /// <summary>The state after samples arrived.</summary>
    /// <param name="samples">In any order.</param>
    /// <param name="policy">Says how a queue is weighed.</param>
    /// <param name="room">Requests that the ready copies can serve at once.</param>
    public ComponentDemandState With(ImmutableArray<DemandSample> samples, ScalingPolicy policy, double room)
    {
        ArgumentNullException.ThrowIfNull(policy);
        var window = Window;
        var serviceTime = ServiceTime;
        var idle = Idle;
        var serving = Room.Become(room, Newest(samples));
        foreach (ref readonly var heard in samples.AsSpan())
        {
            if (!IsPossible(heard.Concurrency))
            {
                continue;
            }

            var sample = heard.ArrivalsPerSecond is { } rate && !IsPossible(rate) ? heard with { ArrivalsPerSecond = null } : heard;
            serviceTime = Learn(serviceTime, window.Newest, sample, serving, room);
            window = window.With(sample, Weigh(sample, serviceTime, policy.Backlog, room));
            idle = idle.With(sample.Start.UtcTicks / window.Period.Ticks, isIdle: sample.Concurrency == 0 && sample.ArrivalsPerSecond is null or 0);
        }

        return this with { Window = window, ServiceTime = serviceTime, Room = serving, Idle = idle };
    }

    /// <summary>The same samples under another policy: kept if the windows fit, else started anew.</summary>
    public ComponentDemandState Under(ScalingPolicy policy, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(policy);
        return DemandWindow.PeriodsIn(LongestWindow(policy), Window.Period) == Window.Capacity ? this : Start(policy, Window.Period, now) with { Idle = Idle };
    }

    /// <summary>What demand is taken to be under a policy.</summary>
    public DemandReading Read(ScalingPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(policy);
        if (Window.Newest is not { } newest)
        {
            return DemandReading.Unknown;
        }

        return new DemandReading
        {
            NewestSampleStart = newest.Start,
            Concurrency = newest.Concurrency,
            Tracked = Window.Mean(policy.TargetTracking.Window),
            Stable = policy.Panic is { } stable ? Window.Mean(stable.StableWindow) : null,
            Panic = policy.Panic is { } panic ? Window.Mean(panic.PanicWindow) : null,
            Peak = Window.Peak(policy.ScaleIn.StabilizationWindow, policy.TargetTracking.Window, MinKnownRatio),
        };
    }

    private static bool IsPossible(double figure) => double.IsFinite(figure) && figure >= 0;

    // From two samples in a row, with the same room: what came between their middles and is not there more was completed.
    private ServiceTimeEstimate Learn(ServiceTimeEstimate known, DemandSample? previous, in DemandSample sample, ServingRoom serving, double room)
    {
        // Without a copy nothing is served: whoever leaves has given up, and tells nothing of how long a request takes.
        if (room <= 0
            || previous is not { ArrivalsPerSecond: { } before } earlier
            || sample.ArrivalsPerSecond is not { } now
            || sample.Start != earlier.Start + Window.Period
            || !serving.HoldsFor(earlier))
        {
            return known;
        }

        var arrivals = (before + now) / 2;
        var growth = (sample.Concurrency - earlier.Concurrency) / Window.Period.TotalSeconds;
        var inService = (Math.Min(earlier.Concurrency, room) + Math.Min(sample.Concurrency, room)) / 2;

        // A first period that traffic filled in part looks as if more were there than came; nothing is the least that can be done.
        return known.With(inService, Math.Max(0, arrivals - growth));
    }

    private DateTimeOffset? Newest(ImmutableArray<DemandSample> samples)
    {
        var newest = Window.Newest?.Start;
        foreach (ref readonly var sample in samples.AsSpan())
        {
            newest = newest >= sample.Start ? newest : sample.Start;
        }

        return newest;
    }

    private static double Weigh(in DemandSample sample, ServiceTimeEstimate serviceTime, BacklogPolicy backlog, double room)
    {
        // Without a queue, or without the means to tell its causes, concurrency is demand. What looks as if it took no time at all tells nothing of a queue.
        if (sample.Concurrency <= room || sample.ArrivalsPerSecond is not { } arrivals || serviceTime.Seconds is not { } seconds || seconds <= 0)
        {
            return sample.Concurrency;
        }

        // The copies that work the queue off in time T carry queue × service time ÷ T at once.
        var offered = arrivals * seconds;
        var queue = Math.Max(0, sample.Concurrency - offered);
        return Math.Min(sample.Concurrency, offered + (queue * Math.Min(1, seconds / backlog.DrainWithin.TotalSeconds)));
    }

    private static TimeSpan LongestWindow(ScalingPolicy policy)
    {
        var longest = policy.ScaleIn.StabilizationWindow;
        longest = longest >= policy.TargetTracking.Window ? longest : policy.TargetTracking.Window;
        return policy.Panic is { } panic && panic.StableWindow > longest ? panic.StableWindow : longest;
    }
}
