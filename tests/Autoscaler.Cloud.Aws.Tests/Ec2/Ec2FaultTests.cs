using Autoscaler.Contracts.Clients;
using Autoscaler.Cloud.Aws.Tests.Kit;
using Autoscaler.Cloud.Instances;
using Autoscaler.Cloud.Snapshots;
using Autoscaler.Contracts.Specs;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;

namespace Autoscaler.Cloud.Aws.Tests.Ec2;

/// <summary>HTTP that fails in every way: nothing is launched twice, nothing stays that was deleted, and no call outlives its deadline.</summary>
public sealed class Ec2FaultTests
{
    private const int MostTries = 400;

    private static readonly HttpFault[] Kinds =
    [
        HttpFault.ResetBeforeActing, HttpFault.ResetAfterActing, HttpFault.InternalError, HttpFault.Unavailable, HttpFault.Throttled, HttpFault.Truncated, HttpFault.Malformed,
    ];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task LaunchTerminateAndPurge_UnderFaultsOfASeed_EndWithOneLaunchAndNothingLeft(int seed)
    {
        await using var world = await LaunchWorld.StartAsync(FaultPlan.Seeded(seed, 0.35, 3, Kinds));
        world.Options = world.Options with { Connection = world.Options.Connection with { MaxRetries = 0 } };
        var build = new SnapshotBuild(LaunchWorld.Endpoint, new ImageSpec("registry/lmi:1", LaunchWorld.Image, ByteCount.FromGigabytes(17.7)), 2);
        world.Ec2.Snapshots.Add(new ScriptedEc2.Snapshot("snap-0000000000000000a", new Dictionary<string, string>
        {
            ["autoscaler:fleet"] = "autoscaler",
            ["autoscaler:endpoint"] = build.Endpoint.ToString(),
            ["autoscaler:content"] = build.Image.Digest.Value,
            ["autoscaler:build"] = "2",
            ["autoscaler:token"] = Aws.Ec2.FleetNames.TokenOf(build),
        }));
        await UntilAsync(world, async ports => await ports.Snapshots.SetRestoreAsync(build, new RestoreSetting(StartupMechanism.SnapshotLazy, null, []), CancellationToken.None) is RestoreResult.Accepted);
        var request = LaunchWorld.Request with { Images = [new(LaunchWorld.Image, StartupMechanism.SnapshotLazy, null) { Build = 2 }] };
        InstanceId? instance = null;

        // As a slot does after each crash: the same request, by a process that remembers nothing.
        await UntilAsync(world, async ports =>
        {
            instance = await ports.Instances.LaunchAsync(request, CancellationToken.None) is LaunchResult.Accepted accepted ? accepted.Instance : null;
            return instance is not null;
        });
        Assert.Equal(Assert.Single(world.Ec2.Instances).Id, instance!.Value.Value);

        await UntilAsync(world, async ports =>
        {
            await ports.Instances.TerminateAsync(instance.Value, CancellationToken.None);
            return await ports.Instances.DescribeAsync(instance.Value, CancellationToken.None) is InstanceStatus.Gone;
        });
        await UntilAsync(world, async ports =>
        {
            await ports.Snapshots.DeleteAsync(build, CancellationToken.None);
            return (await ports.Tags.ListAsync(LaunchWorld.Endpoint, CancellationToken.None)).All(static resource => resource.State != TaggedResourceState.Live);
        });

        Assert.Equal("terminated", Assert.Single(world.Ec2.Instances).State);
        Assert.Empty(world.Ec2.Templates);
        Assert.Empty(world.Ec2.Snapshots);
    }

    [Theory]
    [InlineData(HttpFault.Slow)]
    [InlineData(HttpFault.Huge)]
    public async Task Calls_OfAServerThatDoesNotEndItsAnswers_EndByTheirDeadline(HttpFault fault)
    {
        await using var world = await LaunchWorld.StartAsync(FaultPlan.Always(fault), TimeSpan.FromMilliseconds(500));
        var ports = world.Ports();
        var instance = new InstanceId("i-00000000000000001");
        Func<Task>[] calls =
        [
            () => ports.Instances.LaunchAsync(LaunchWorld.Request, CancellationToken.None),
            () => ports.Instances.DescribeAsync(instance, CancellationToken.None),
            () => ports.Instances.TerminateAsync(instance, CancellationToken.None),
            () => ports.Tags.ListAsync(null, CancellationToken.None),
            () => ports.Keys.EnsureAsync(LaunchWorld.Endpoint, CancellationToken.None),
        ];
        foreach (var call in calls)
        {
            var from = TimeProvider.System.GetTimestamp();
            var ended = await Record.ExceptionAsync(call);

            // Ended by the deadline of the call, 1.5 s, or before by that of a request; the rest is for a machine that is busy.
            Assert.True(ended is TimeoutException or HttpRequestException, $"expected a deadline or a fault; found {ended}");
            Assert.InRange(TimeProvider.System.GetElapsedTime(from), TimeSpan.Zero, TimeSpan.FromSeconds(15));
        }
    }

    [Fact]
    public async Task Launch_UnderFaults_LogsNoSecret()
    {
        var log = new FakeLogCollector();
        await using var world = await LaunchWorld.StartAsync(FaultPlan.Seeded(5, 0.5, 3, Kinds));
        world.Options = world.Options with { Connection = world.Options.Connection with { MaxRetries = 0 } };
        world.Ec2.ErrorOfPool = static _ => ("InsufficientInstanceCapacity", "None.");
        using var loggers = LoggerFactory.Create(builder => builder.AddProvider(new FakeLoggerProvider(log)));
        var told = new List<string>();
        for (var round = 0; round < 30; round++)
        {
            using var ports = AwsFleet.Ports(world.Options, loggers: loggers);
            told.Add((await Record.ExceptionAsync(() => ports.Instances.LaunchAsync(LaunchWorld.Request with { Generation = round + 1 }, CancellationToken.None)))?.ToString() ?? string.Empty);
        }

        var token = SlotToken.Create(world.Options.TokenSecret, LaunchWorld.Request.Slot, 1);
        var signature = token[(token.LastIndexOf('.') + 1)..];
        var lines = log.GetSnapshot().Select(static line => $"{line.Message} {line.Exception}");
        var all = $"{string.Join('\n', lines)}\n{string.Join('\n', told)}\n{world.Options}";
        Assert.Contains("failed", all, StringComparison.Ordinal);
        foreach (var secret in new[] { AwsFleet.SecretText, signature, "testing-secret-key" })
        {
            Assert.DoesNotContain(secret, all, StringComparison.Ordinal);
        }
    }

    private static async Task UntilAsync(LaunchWorld world, Func<AwsPorts, Task<bool>> step)
    {
        for (var tries = 0; tries < MostTries; tries++)
        {
            try
            {
                if (await step(world.Ports(new LateTime())))
                {
                    return;
                }
            }
            catch (Exception e) when (e is HttpRequestException or TimeoutException)
            {
                // The next process tries again.
            }
        }

        Assert.Fail($"expected an end within {MostTries} tries; found none: {world.Requests.Length} requests were made.");
    }

    // Each look is a lag later than the one before, so that what is not listed is gone.
    private sealed class LateTime : TimeProvider
    {
        private int _looks;

        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + (TimeSpan.FromMinutes(10) * _looks++);
    }
}
