using Autoscaler.Cloud.Instances;
using Autoscaler.Cloud.Simulated;
using Autoscaler.Grains.Journal;
using Autoscaler.SiloHost.Cluster;
using Autoscaler.SiloHost.Journal;
using Autoscaler.SiloHost.Options;
using Autoscaler.SiloHost.Summary;
using Autoscaler.SiloHost.Time;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Storage;

namespace Autoscaler.SiloHost;

/// <summary>The program: reads the command line, hosts the grains until somebody stops them, and says what became of them.</summary>
internal static class SiloHostProgram
{
    public static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter error, TimeProvider time)
    {
        var command = CommandLine.Parse(args);
        if (command.Help is { } help)
        {
            await output.WriteAsync(help);
            return ExitCode.Success;
        }

        try
        {
            var builder = SiloHostBuilder.Create(command.Configuration);
            var (options, errors) = SiloHostSettings.Read(command, builder.Configuration, builder.Environment.EnvironmentName);
            if (!errors.IsEmpty)
            {
                return await RefuseAsync(errors, error);
            }

            var inUse = StateFolder.TryHold(options.DataFolder, out var held);
            using (held)
            {
                errors = [.. ListenAddresses.Check(options.Urls).Prepend(inUse).OfType<OptionError>().Select(static one => one.ToString())];
                if (!errors.IsEmpty)
                {
                    return await RefuseAsync(errors, error);
                }

                StateFolder.Check(options);
                await using var host = SiloHostBuilder.Build(builder, options, output, time);
                return await RunAsync(host, options, output);
            }
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // The top of the program: a person reads it, so one line for each cause and no stack.
            await error.WriteLineAsync($"silo-host: {e.GetType().Name}: {e.Message}");
            return ExitCode.Failed;
        }
    }

    private static async Task<int> RefuseAsync(ImmutableArray<string> errors, TextWriter error)
    {
        await error.WriteLineAsync($"silo-host: the options cannot be used:\n{string.Join('\n', errors.Select(static line => $"  {line}"))}");
        return ExitCode.BadInput;
    }

    private static async Task<int> RunAsync(WebApplication host, SiloHostOptions options, TextWriter output)
    {
        // What is kept is opened before anything runs that could change it: whatever is wrong with it ends the program here.
        host.Services.GetRequiredService<IInstanceCloud>();
        host.Services.GetRequiredService<IJournalStore>();
        host.Services.GetRequiredKeyedService<IGrainStorage>("Default");
        host.Services.GetService<ClockFile>()?.Remember();
        await output.WriteLineAsync(Greeting(options));
        await host.StartAsync();
        await host.WaitForShutdownAsync();
        if (options.PlaysDemo)
        {
            FleetSummary.Write(
                output,
                host.Services.GetRequiredService<FleetTally>(),
                host.Services.GetRequiredService<SimulatedCloud>(),
                host.Services.GetRequiredService<JournalClock>().Elapsed);
        }

        return host.Services.GetServices<IHostedService>().Any(static service => service is BackgroundService { ExecuteTask.IsFaulted: true })
            ? ExitCode.Failed
            : ExitCode.Success;
    }

    private static string Greeting(SiloHostOptions options) => options.Aws is { } aws
        ? $"""
        AWS, Region {aws.Cloud.Connection.Region ?? "of the credentials"}; all that is made carries the tag autoscaler:fleet={aws.Cloud.Fleet}.
        {StateIsKept(options)}

        """
        : FormattableString.Invariant(
        $"""
        Simulated cloud; one second of yours is {options.Speed:0.###} simulated ones (--speed). Seed {options.Seed}.
        {StateIsKept(options)}
        {(options.PlaysDemo ? "Ctrl-C ends it with a summary. Times are simulated, since the start." : "Without the demo (--demo on) nothing is said here of what happens; the API tells it.")}

        """);

    private static string StateIsKept(SiloHostOptions options)
    {
        var place = options.DataFolder ?? (options.Cluster.GrainStorage == StoreKind.DynamoDb ? $"the DynamoDB table {options.Cluster.DynamoDb.StateTable}" : null);
        return place is not null ? options.DataFolder is not null
                ? options.Cloud == CloudKind.Simulated ? $"Everything is kept in {place}: grains, journal, the simulated cloud, its clock."
                    : $"Everything is kept in {place}: grains, journal, the secret of slot tokens. Whoever loses it finds what runs by the tag, and deletes it as orphans: back it up."
                : $"Grain state is kept in {place}; the simulated cloud is not, so instances of an earlier run are found lost and replaced."
            : GrainRuntime.Traits.IsCluster ? "Grain state is kept in memory and is gone with this silo; Cluster:GrainStorage=dynamodb keeps it."
            : "Grain state is kept in memory and is gone with this process; --data DIR keeps it, and the cloud.";
    }
}
