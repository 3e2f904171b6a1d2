using System.Diagnostics.Metrics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Orleans.Hosting;
using Orleans.SingleProcess.Simulation.Faults;

namespace Orleans.SingleProcess.Simulation;

/// <summary>
/// A grain host on one thread and a virtual clock. Among the events of one instant the seed decides which comes first, so the same seed and
/// configuration give the same run. Strict mode is on unless the configuration turns it off. Not safe for use from several threads.
/// </summary>
/// <remarks>
/// Grain code must come back to its turn after each await: what the thread pool would run (Task.Run, ConfigureAwait(false) on a task that
/// another turn completes, the system's clock) fails the run with <see cref="SimulationEscapeException"/>.
/// </remarks>
public sealed class SimulatedHost : IDisposable
{
    private readonly SimulatedEngine _engine;
    private readonly Action<ISiloBuilder> _configure;
    private ServiceProvider _services;
    private Silo _silo;
    private int _lives;

    /// <summary>Makes and starts a host.</summary>
    /// <param name="seed">Decides the order of events that are due at the same instant.</param>
    /// <param name="start">The virtual time at the start.</param>
    /// <param name="configure">Configures the host; called again after each crash. An object that it registers as an instance outlives crashes.</param>
    /// <param name="faults">What goes wrong; null for nothing.</param>
    public SimulatedHost(ulong seed, DateTimeOffset start, Action<ISiloBuilder> configure, FaultPlan? faults = null)
    {
        ArgumentNullException.ThrowIfNull(configure);
        _configure = configure;
        _engine = new SimulatedEngine(seed, start, faults) { Crash = CrashByPlan };
        TimeProvider = new SimulatedTimeProvider(_engine, silo: null);
        Grains = new CurrentGrains(this);
        (_silo, _services) = StartLife();
    }

    /// <summary>Tells that the plan of faults has crashed the host and the next life has begun. It is raised between two events, on the simulation's thread.</summary>
    public event Action? Restarted;

    /// <summary>Makes references to grains, before and after a crash. A reference made before a crash goes on working.</summary>
    public IGrainFactory Grains { get; }

    /// <summary>The world's virtual clock. Its timers outlive a crash; those of the clock that grains are given do not.</summary>
    public TimeProvider TimeProvider { get; }

    /// <summary>The services of the host's present life.</summary>
    public IServiceProvider Services => _services;

    /// <summary>The virtual time, UTC.</summary>
    public DateTimeOffset Now => _engine.Now;

    /// <summary>Events that ran so far.</summary>
    public long EventCount => _engine.EventCount;

    /// <summary>A hash over all events so far, in order, with their times: equal for equal runs, in any process.</summary>
    public ulong TraceHash => _engine.TraceHash;

    /// <summary>The faults that there were so far.</summary>
    public FaultCounts FaultCounts => _engine.Faults?.Counts ?? new FaultCounts();

    /// <summary>Runs one event; moves the clock to it if nothing is due now. False when nothing is scheduled.</summary>
    /// <exception cref="SimulationEscapeException">Code left the simulation.</exception>
    public bool Step() => _engine.RunSteps(static engine => engine.Step());

    /// <summary>Runs all events up to and at this time, then sets the clock to it.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The time is before <see cref="Now"/>.</exception>
    /// <exception cref="SimulationEscapeException">Code left the simulation.</exception>
    public void RunUntil(DateTimeOffset time) => _engine.RunUntil(time);

    /// <summary>Runs events until the task has ended, and throws what it threw.</summary>
    /// <exception cref="SimulationStalledException">Nothing is scheduled any more, or 400 virtual days have passed, and the task has not ended.</exception>
    /// <exception cref="SimulationEscapeException">Code left the simulation.</exception>
    public void RunToCompletion(Task task)
    {
        ArgumentNullException.ThrowIfNull(task);
        _engine.RunToCompletion(task);
        task.GetAwaiter().GetResult();
    }

    /// <summary>Runs a driver, code outside of grains that calls them, and events until it has ended. What it does not await goes on in later runs.</summary>
    /// <exception cref="SimulationStalledException">Nothing is scheduled any more, or 400 virtual days have passed, and the driver has not ended.</exception>
    /// <exception cref="SimulationEscapeException">Code left the simulation.</exception>
    public void Run(Func<Task> driver)
    {
        ArgumentNullException.ThrowIfNull(driver);
        RunToCompletion(_engine.Start(driver));
    }

    /// <summary>Runs a driver with a result.</summary>
    /// <inheritdoc cref="Run(Func{Task})"/>
    public TResult Run<TResult>(Func<Task<TResult>> driver)
    {
        ArgumentNullException.ThrowIfNull(driver);
        var result = _engine.Start(driver);
        RunToCompletion(result);
        return result.GetAwaiter().GetResult();
    }

    /// <summary>Starts a driver that runs beside what follows; its task ends when it does.</summary>
    public Task Start(Func<Task> driver)
    {
        ArgumentNullException.ThrowIfNull(driver);
        return _engine.Start(driver);
    }

    /// <summary>Runs an action of the world at a time; it outlives crashes. A time in the past means now.</summary>
    public void Schedule(DateTimeOffset time, Action action)
    {
        ArgumentNullException.ThrowIfNull(action);
        _engine.Schedule(time, action);
    }

    /// <summary>
    /// Ends the host's life at once and starts the next: activations, messages on their way and timers are gone, no turn of them runs again,
    /// not even its finally blocks. Drivers get <see cref="Runtime.SiloUnavailableException"/> for the calls they wait for.
    /// </summary>
    public void CrashAndRestart()
    {
        var (crashed, crashedServices) = (_silo, _services);
        (_silo, _services) = StartLife();
        crashed.Crash(_silo);
        _engine.DropLife(crashed);
        // A crash runs no clean-up code, so the old services are not disposed; but the runtime holds every meter until it is,
        // and with it what it observes.
        crashedServices.GetService<IMeterFactory>()?.Dispose();
    }

    /// <summary>Disposes the services of the present life.</summary>
    public void Dispose() => _services.Dispose();

    private void CrashByPlan()
    {
        CrashAndRestart();
        Restarted?.Invoke();
    }

    private (Silo Silo, ServiceProvider Services) StartLife()
    {
        var services = new ServiceCollection();
        var scheduler = new SimulatedScheduler(_engine);
        var life = ++_lives;
        services.AddSingleton(provider => new Silo(provider, scheduler, provider.GetRequiredService<ILogger<Silo>>(), life));
        services.AddSingleton<TimeProvider>(provider => scheduler.TimeProviderOf(provider.GetRequiredService<Silo>()));
        services.AddSiloParts();
        if (_engine.Faults is { } faults)
        {
            services.AddSingleton(faults);
        }

        _configure(new SiloBuilder(services, new ConfigurationBuilder().Build()).UseStrictMode());
        services.TryAddSingleton<ILoggerFactory>(Microsoft.Extensions.Logging.Abstractions.NullLoggerFactory.Instance);
        services.TryAddSingleton(typeof(ILogger<>), typeof(Microsoft.Extensions.Logging.Logger<>));
        var provider = services.BuildServiceProvider();
        var silo = provider.GetRequiredService<Silo>();
        scheduler.Serve(silo);
        silo.Start();
        return (silo, provider);
    }

    /// <summary>The grain factory of whatever life is the present one.</summary>
    private sealed class CurrentGrains(SimulatedHost host) : IGrainFactory
    {
        public TGrainInterface GetGrain<TGrainInterface>(string primaryKey, string? grainClassNamePrefix = null)
            where TGrainInterface : IGrainWithStringKey =>
            host._silo.References.GetGrain<TGrainInterface>(primaryKey, grainClassNamePrefix);

        public IGrain GetGrain(Type grainInterfaceType, string grainPrimaryKey) =>
            host._silo.References.GetGrain(grainInterfaceType, grainPrimaryKey);

        public TGrainInterface GetGrain<TGrainInterface>(Runtime.GrainId grainId)
            where TGrainInterface : Runtime.IAddressable =>
            host._silo.References.GetGrain<TGrainInterface>(grainId);

        public TGrainObserverInterface CreateObjectReference<TGrainObserverInterface>(IGrainObserver obj)
            where TGrainObserverInterface : IGrainObserver =>
            host._silo.References.CreateObjectReference<TGrainObserverInterface>(obj);

        public void DeleteObjectReference<TGrainObserverInterface>(IGrainObserver obj)
            where TGrainObserverInterface : IGrainObserver =>
            host._silo.References.DeleteObjectReference<TGrainObserverInterface>(obj);
    }
}
