using Autoscaler.Grains;
using Autoscaler.Grains.Journal;
using Autoscaler.SiloHost.Demo;
using Autoscaler.SiloHost.Journal;
using Autoscaler.SiloHost.Options;
using Autoscaler.SiloHost.Time;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;

namespace Autoscaler.SiloHost;

/// <summary>Composes the host.</summary>
internal static class SiloHostBuilder
{
    // A tick gets at least a real second, so that a fast clock on a slow machine does not make every tick late.
    private static readonly TimeSpan RealTickDeadline = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan ShortestTickDeadline = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LongestTickDeadline = TimeSpan.FromMinutes(5);

    // So too with any call: what waits for a processor must not look lost.
    private static readonly TimeSpan RealResponseTimeout = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan ShortestResponseTimeout = TimeSpan.FromSeconds(30);

    /// <summary>The host, not started.</summary>
    /// <param name="options">What was asked for.</param>
    /// <param name="output">Gets a line for each thing that happens.</param>
    /// <param name="time">The time that is sped up.</param>
    public static IHost Build(SiloHostOptions options, TextWriter output, TimeProvider time)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Logging.AddSimpleConsole(static console => console.SingleLine = true);
        builder.Logging.AddConsole(static console => console.LogToStandardErrorThreshold = LogLevel.Trace);

        var start = options.DataFolder is { } folder ? ClockFile.Continue(folder, options.Speed, time) : time.GetUtcNow();
        var clock = new AcceleratedTimeProvider(time, options.Speed, start);
        builder.Services.AddSingleton(options);
        builder.Services.AddSingleton<TimeProvider>(clock);
        builder.Services.AddSingleton(output);
        builder.Services.AddSingleton(new JournalClock(clock, start));

        // First started and last stopped, so that it tells of the others' start and end.
        builder.Services.AddSingleton<FleetTally>();
        builder.Services.AddSingleton<EventLines>();
        builder.Services.AddSingleton<ConsoleJournal>();
        builder.Services.AddSingleton<IFleetJournal>(static services => services.GetRequiredService<ConsoleJournal>());
        builder.Services.AddHostedService(static services => services.GetRequiredService<ConsoleJournal>());

        builder.Services.AddAutoscalerGrains(grains => grains.TickDeadline = TickDeadlineAt(options.Speed));
        builder.Services.Configure<SiloMessagingOptions>(messaging => messaging.ResponseTimeout = ResponseTimeoutAt(options.Speed));
        builder.Services.AddDemoCloud(options.Seed);
        builder.UseGrainRuntime(options);
        builder.Services.AddFeedWaking();
        builder.Services.AddHostedService<DemoFleet>();
        return builder.Build();
    }

    private static TimeSpan ResponseTimeoutAt(double speed)
    {
        var timeout = RealResponseTimeout * speed;
        return timeout < ShortestResponseTimeout ? ShortestResponseTimeout : timeout;
    }

    private static TimeSpan TickDeadlineAt(double speed)
    {
        var deadline = RealTickDeadline * speed;
        return deadline < ShortestTickDeadline ? ShortestTickDeadline : deadline > LongestTickDeadline ? LongestTickDeadline : deadline;
    }
}
