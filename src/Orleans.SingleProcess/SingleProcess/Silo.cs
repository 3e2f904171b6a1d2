using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Orleans.Runtime;
using Orleans.Serialization;
using Orleans.SingleProcess.CodeGeneration;
using Orleans.SingleProcess.Reminders;

namespace Orleans.SingleProcess;

/// <summary>One life of a host, from its start to its stop or crash: its services, its activations, its scheduler.</summary>
internal sealed class Silo
{
    private readonly IReadOnlyList<AssemblyGrains> _assemblies;
    private volatile SiloPhase _phase = SiloPhase.Created;

    public Silo(IServiceProvider services, GrainScheduler scheduler, ILogger? logger, int life = 1)
    {
        Life = life;
        Services = services;
        Scheduler = scheduler;
        Logger = logger ?? NullLogger.Instance;
        Filters = [.. services.GetServices<IIncomingGrainCallFilter>()];
        Timing = SiloTiming.From(services);
        _assemblies = GrainCatalog.Load();
        References = new GrainReferences(this, _assemblies);
        Strict = services.GetService<IOptions<StrictModeOptions>>() is { Value.IsOn: true }
            ? new StrictMode(References, services.GetRequiredService<IOptions<ExceptionSerializationOptions>>().Value)
            : null;
    }

    public IServiceProvider Services { get; }

    /// <summary>The how-manieth life of its host this is.</summary>
    public int Life { get; }

    public GrainScheduler Scheduler { get; }

    public ILogger Logger { get; }

    public GrainReferences References { get; }

    /// <summary>Passes messages through bytes; null where they are passed by reference.</summary>
    public StrictMode? Strict { get; }

    /// <summary>What runs around each call, first to last.</summary>
    public IReadOnlyList<IIncomingGrainCallFilter> Filters { get; }

    public SiloTiming Timing { get; }

    public SiloPhase Phase => _phase;

    /// <summary>The life that followed this one's crash; null while this one goes on.</summary>
    public Silo? Successor { get; private set; }

    /// <exception cref="StrictModeException">The host is strict, and some of its grains' messages would not do in a cluster.</exception>
    public void Start()
    {
        if (Strict is not null)
        {
            StrictMode.Check(_assemblies);
        }

        _phase = SiloPhase.Running;
        Scheduler.StartSweeping(this);
        Services.GetService<ReminderClock>()?.Start();
    }

    /// <summary>Takes a call from its caller.</summary>
    public void Send(Request request)
    {
        if ((request.Options & RequestOptions.OneWay) == 0)
        {
            request.Deadline = Timing.DeadlineOf(request.ResponseTimeout, Scheduler.Seconds);
        }

        if (Strict is null || Strict.Take(request))
        {
            Scheduler.Send(request);
        }
    }

    /// <summary>Answers the calls that have waited too long, and gives up the activations that nobody has used for long.</summary>
    /// <param name="isCollecting">Whether to look for idle activations too.</param>
    /// <param name="overdue">Gets the calls; the scheduler answers them.</param>
    /// <returns>What there is left to look for.</returns>
    public SweepNeed Sweep(bool isCollecting, List<Request> overdue)
    {
        var now = Scheduler.Seconds;
        var need = SweepNeed.None;
        foreach (var grainClass in References.Classes.Append(References.Observers.Class))
        {
            foreach (var activation in grainClass.Unordered)
            {
                need |= activation.CollectOverdue(now, overdue);
            }

            if (grainClass.CollectAfterSeconds is { } age && grainClass.ActivationCount > 0)
            {
                need |= SweepNeed.Idle;
                if (isCollecting)
                {
                    CollectIdle(grainClass, now - age);
                }
            }
        }

        return need;
    }

    /// <summary>Ends this life at once: nothing of it runs again.</summary>
    public void Crash(Silo successor)
    {
        _phase = SiloPhase.Crashed;
        Successor = successor;
    }

    /// <summary>Queues a call at its target: the one place where a message arrives.</summary>
    public void Deliver(Request request)
    {
        var reference = request.Reference!;
        if (Scheduler.DetourOf(request) is { } detour && detour.Enqueue(request))
        {
            Scheduler.NeedSweep(request);
            return;
        }

        while (true)
        {
            var known = reference.Activation ?? reference.Class.Find(reference.Key);
            if (_phase != SiloPhase.Running && (known is null || request.Caller is null))
            {
                request.Fail(Unavailable(request));
                return;
            }

            if (known is null && reference.Class.IsOfObservers)
            {
                request.Fail(new ClientNotAvailableException(reference.GrainId));
                return;
            }

            var activation = known ?? reference.Class.GetOrAdd(reference.Key);
            if (activation.Enqueue(request))
            {
                reference.Activation = activation;
                Scheduler.NeedSweep(request);
                return;
            }

            reference.Class.Remove(activation);
            reference.Activation = null;
        }
    }

    /// <summary>Refuses calls from outside, lets the running turns end, deactivates every grain, in the order of their ids.</summary>
    /// <param name="deadline">Fires when the host must stop waiting.</param>
    public async Task StopAsync(CancellationToken deadline)
    {
        if (_phase is SiloPhase.Stopped or SiloPhase.Crashed)
        {
            return;
        }

        // Before calls are refused, or its next wake would be one of them.
        if (Services.GetService<ReminderClock>() is { } reminders)
        {
            await reminders.StopAsync();
        }

        _phase = SiloPhase.Stopping;
        var reason = new DeactivationReason(DeactivationReasonCode.ShuttingDown, "The host stops.");
        var ended = new List<Task>();
        try
        {
            // Again for what a call that was on its way has activated meanwhile.
            do
            {
                ended.Clear();
                foreach (var activation in References.Classes.SelectMany(static grainClass => grainClass.Activations()))
                {
                    ended.Add(activation.Deactivated);
                    activation.Deactivate(reason, deadline);
                }

                await Task.WhenAll(ended).WaitAsync(deadline);
            }
            while (ended.Count > 0);
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested)
        {
            SiloLog.StoppedLate(Logger, ended.Count(static task => !task.IsCompleted));
        }

        _phase = SiloPhase.Stopped;
    }

    private static void CollectIdle(GrainClass grainClass, int unusedSince)
    {
        List<Activation>? idle = null;
        foreach (var activation in grainClass.Unordered)
        {
            if (activation.IsIdleSince(unusedSince))
            {
                (idle ??= []).Add(activation);
            }
        }

        // Stable: of two activations of one grain the first comes first.
        foreach (var activation in idle?.OrderBy(static activation => activation.Key, StringComparer.Ordinal) ?? Enumerable.Empty<Activation>())
        {
            activation.CollectIfIdle(unusedSince);
        }
    }

    private SiloUnavailableException Unavailable(Request request) =>
        new($"The call {request.Describe()} was refused: the host is {_phase}, not {SiloPhase.Running}.");
}
