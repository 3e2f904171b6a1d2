using Autoscaler.Api;
using Autoscaler.Dashboard;
using Autoscaler.Grains;
using Autoscaler.SiloHost.Clouds;
using Autoscaler.SiloHost.Demo;
using Autoscaler.SiloHost.Health;
using Autoscaler.SiloHost.Journal;
using Autoscaler.SiloHost.Notices;
using Autoscaler.SiloHost.Options;
using Autoscaler.SiloHost.Telemetry;
using Autoscaler.SiloHost.Time;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
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

    // Alone it has no grains to hand over: whoever stops it waits for writes that are under way, and for connections.
    private static readonly TimeSpan StopTimeoutAlone = TimeSpan.FromSeconds(8);

    private const string SessionKeyFolder = "session-keys";

    /// <summary>A program with its configuration read, and nothing in it: appsettings beside the program, then the environment, then the arguments.</summary>
    /// <param name="arguments">Configuration values of the command line, by their names.</param>
    public static WebApplicationBuilder Create(IReadOnlyDictionary<string, string?> arguments)
    {
        // Wherever it is started from, its configuration is the one beside it.
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Configuration.AddInMemoryCollection(arguments);
        builder.Logging.ClearProviders();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        // It warns of keys that lie unencrypted, which they do in a folder as private as all else in it.
        builder.Logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);
        builder.Logging.AddSimpleConsole(static console => console.SingleLine = true);
        builder.Logging.AddConsole(static console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        return builder;
    }

    /// <summary>The host, not started.</summary>
    /// <param name="builder">The program.</param>
    /// <param name="options">What was asked for, checked.</param>
    /// <param name="output">Gets a line for each thing that happens.</param>
    /// <param name="time">The time that is sped up.</param>
    public static WebApplication Build(WebApplicationBuilder builder, SiloHostOptions options, TextWriter output, TimeProvider time)
    {
        // What is kept in files is read before anything else, so that one that is damaged ends the program while nothing is changed.
        var clockFile = options is { Cloud: CloudKind.Simulated, DataFolder: { } folder } ? ClockFile.Open(folder, options.Speed, time) : null;
        var beginnings = new DemoBeginnings(options.DataFolder);
        var start = clockFile?.Start ?? time.GetUtcNow();
        // A cluster goes by the clocks of its machines, which are set; one that only counts on from its start would part from them.
        var clock = GrainRuntime.Traits.IsCluster || options.Cloud != CloudKind.Simulated ? time : new AcceleratedTimeProvider(time, options.Speed, start);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = StopTimeoutOf(options));
        builder.Services.AddSingleton(options);
        builder.Services.AddSingleton(clock);
        builder.Services.AddSingleton(new JournalClock(clock, start));
        if (clockFile is not null)
        {
            builder.Services.AddSingleton(clockFile);
        }

        // First started and last stopped, so that they tell of the others' start and end.
        builder.AddTelemetry();
        builder.Services.AddFleetJournal(options, output);

        builder.Services.AddAutoscalerGrains(grains => grains.TickDeadline = TickDeadlineAt(options.Speed));
        builder.Services.AddAutoscalerAccess();
        builder.Services.Configure<SiloMessagingOptions>(messaging => messaging.ResponseTimeout = ResponseTimeoutOf(options));
        builder.Services.Configure<GrainCollectionOptions>(collection => collection.CollectionAge = options.Cluster.CollectionAge);
        builder.Services.AddHostCloud(options);
        builder.UseGrainRuntime(options);
        builder.Services.AddFeedWaking();
        builder.Services.AddSiloHealth();
        builder.Services.AddAutoscalerApi(api => api.ClockSpeed = GrainRuntime.Traits.IsCluster ? 1 : options.Speed);
        builder.Services.AddAutoscalerDashboard(dashboard => dashboard.KeyFolder = options.DataFolder is { } kept ? Path.Combine(kept, SessionKeyFolder) : null);
        builder.Services.AddHostedService<StartNotice>();
        if (options.PlaysDemo)
        {
            builder.Services.AddSingleton(beginnings);
            builder.Services.AddHostedService<DemoFleet>();
        }

        builder.WebHost.UseUrls([.. options.Urls]);
        builder.WebHost.ConfigureKestrel(static kestrel => kestrel.AddServerHeader = false);
        var app = builder.Build();
        app.MapSiloHealth();
        app.MapAutoscalerApi();
        app.MapAutoscalerDashboard();
        return app;
    }

    private static TimeSpan StopTimeoutOf(SiloHostOptions options) =>
        GrainRuntime.Traits.IsCluster || options.Cluster.DrainTimeout < StopTimeoutAlone ? options.Cluster.DrainTimeout : StopTimeoutAlone;

    private static TimeSpan ResponseTimeoutOf(SiloHostOptions options)
    {
        var timeout = RealResponseTimeout * options.Speed;
        return timeout < options.Cluster.ResponseTimeout ? options.Cluster.ResponseTimeout : timeout;
    }

    private static TimeSpan TickDeadlineAt(double speed)
    {
        var deadline = RealTickDeadline * speed;
        return deadline < ShortestTickDeadline ? ShortestTickDeadline : deadline > LongestTickDeadline ? LongestTickDeadline : deadline;
    }
}
