using System.Text.Json.Nodes;
using Amazon.EC2;
using Amazon.EC2.Model;
using Amazon.Runtime;
using Autoscaler.Cloud.Aws;
using Autoscaler.Cloud.Aws.CloudWatch;
using Autoscaler.Cloud.Aws.Tests.Kit;
using Autoscaler.Contracts.Ids;
using Autoscaler.EndToEnd.Tests.Kit;
using Autoscaler.Grains;
using Autoscaler.SiloHost;
using Autoscaler.SiloHost.Options;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Autoscaler.EndToEnd.Tests.Aws;

/// <summary>The whole life of an endpoint over the wire: the host with <c>--cloud aws</c> against moto, agents that speak the agents' protocol, and a person with the command line.</summary>
public sealed class AwsLifeTests : IAsyncLifetime, IDisposable
{
    private const string Endpoint = "acme/chat";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private static readonly BasicAWSCredentials Credentials = new("AKIATESTING", "testing-secret-key");

    private readonly MotoServer _moto = new();
    private readonly AwaitedLines _output = new();
    private readonly LoggedErrors _faults = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("autoscaler-aws-").FullName;
    private readonly int _port = FreePort.Find();
    private WebApplication? _host;
    private MotoAccount? _account;
    private DemandPublisher? _demand;
    private CliUser? _admin;
    private double _concurrency = 1;

    private CliUser Admin => _admin!;

    private MotoAccount Account => _account!;

    public async Task InitializeAsync()
    {
        await _moto.InitializeAsync();
        if (MotoServer.SkipReason is not null)
        {
            return;
        }

        // As an operator sets them; the SDK's own chain finds them.
        Environment.SetEnvironmentVariable("AWS_ACCESS_KEY_ID", "AKIATESTING");
        Environment.SetEnvironmentVariable("AWS_SECRET_ACCESS_KEY", "testing-secret-key");
        var ec2 = new AmazonEC2Client(Credentials, new AmazonEC2Config { ServiceURL = _moto.Address.AbsoluteUri, AuthenticationRegion = "us-east-1" });
        _account = new MotoAccount(ec2, TimeProvider.System);
        _demand = new DemandPublisher(
            new AwsOptions { Region = "us-east-1", EndpointUrl = _moto.Address }, Metrics, EndpointId.Parse(Endpoint), TimeProvider.System, NullLogger<DemandPublisher>.Instance);
        await _moto.CreateInstanceProfileAsync("autoscaler-instance", CancellationToken.None);
        await StartAsync(await ArgumentsAsync(ec2));
    }

    public async Task DisposeAsync()
    {
        if (_host is not null)
        {
            await _host.StopAsync();
            await _host.DisposeAsync();
        }

        await _moto.DisposeAsync();
        Dispose();
    }

    public void Dispose()
    {
        _account?.Dispose();
        _demand?.Dispose();
        _output.Dispose();
        _moto.Dispose();
        if (Directory.Exists(_folder))
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    [MotoFact]
    public async Task Endpoint_SpikesAndIsDeleted_AndNothingOfItIsLiveInTheAccount()
    {
        await Admin.DoAsync("apply -f -", Spec());
        await AwaitAsync("a copy serves and the image is cached", async () =>
            await ReadyAsync() == 1 && (await CachesAsync()).Any(static entry => entry!["state"]!.GetValue<string>() == "ready"));
        var first = Assert.Single(await Account.InstancesAsync(), static instance => instance.State.Name == InstanceStateName.Running);
        Assert.Equal("g6.2xlarge", first.InstanceType.Value);
        Assert.Equal(
            ("acme", Endpoint, "0"), (TagOf(first, "tenant"), TagOf(first, "endpoint"), TagOf(first, "slot")));

        _concurrency = 16;
        await AwaitAsync("the spike has brought three more copies", async () => await ReadyAsync() == 4);
        Assert.Equal(4, (await Account.InstancesAsync()).Count(static instance => instance.State.Name == InstanceStateName.Running));
        Assert.Contains((await CachesAsync()).ToList(), static entry => entry!["hits"]!.GetValue<long>() >= 1);

        await Admin.DoAsync($"delete endpoint {Endpoint}");
        await AwaitAsync("nothing that is tagged is live", async () => (await Account.LiveAsync()).Count == 0);
        await AwaitAsync("the endpoint is gone", async () => (await Admin.RunAsync($"describe endpoint {Endpoint}")).ExitCode != 0);
        var receipt = await Admin.DoAsync($"cache receipt {Endpoint} -o json");
        Assert.Contains("pending-deletion", receipt.Output, StringComparison.Ordinal);
        _faults.AssertNone();
    }

    private static AwsMetricOptions Metrics => new() { Period = TimeSpan.FromSeconds(1), SettleTime = TimeSpan.FromSeconds(1), PublishPeriod = TimeSpan.FromSeconds(1), CallTimeout = TimeSpan.FromSeconds(5) };

    private static string Spec() => $"""
        endpoint: {Endpoint}
        components:
          - name: llm
            image:
              reference: 123456789012.dkr.ecr.us-east-1.amazonaws.com/llm:a
              digest: sha256:{new string('a', 64)}
              sizeGb: 1
            minCopies: 1
            maxCopies: 4
            policy:
              targetConcurrencyPerCopy: 4
              targetTracking: {"{"} window: 3s {"}"}
              panic: off
        instanceTypes: [g6.2xlarge]
        zones: [us-east-1a, us-east-1b]
        cache: {"{"} mechanism: snapshot-rate {"}"}

        """;

    private static string? TagOf(Instance instance, string name) => instance.Tags.FirstOrDefault(tag => tag.Key == $"autoscaler:{name}")?.Value;

    // What an operator writes into appsettings.json or the environment.
    private async Task<Dictionary<string, string?>> ArgumentsAsync(AmazonEC2Client ec2)
    {
        var subnets = (await ec2.DescribeSubnetsAsync(new DescribeSubnetsRequest())).Subnets.ToDictionary(static subnet => subnet.AvailabilityZone, static subnet => subnet.SubnetId);
        var group = (await ec2.DescribeSecurityGroupsAsync(new DescribeSecurityGroupsRequest())).SecurityGroups[0].GroupId;
        return new Dictionary<string, string?>
        {
            ["Autoscaler:Cloud"] = "aws",
            ["Autoscaler:Data"] = _folder,
            ["Urls"] = $"http://127.0.0.1:{_port}",
            ["Aws:Connection:Region"] = "us-east-1",
            ["Aws:Connection:EndpointUrl"] = _moto.Address.AbsoluteUri,
            ["Aws:Ec2:Subnets:us-east-1a"] = subnets["us-east-1a"],
            ["Aws:Ec2:Subnets:us-east-1b"] = subnets["us-east-1b"],
            ["Aws:Ec2:SecurityGroups"] = group,
            ["Aws:Ec2:MachineImages:*"] = "ami-00000000000000001",
            ["Aws:Ec2:InstanceProfile"] = "autoscaler-instance",
            ["Aws:Ec2:ListingLag"] = "00:00:05",
            ["Aws:GrainStorage:CreateTable"] = "true",
            // moto does not know fast restore.
            ["Aws:Ec2:AllowFastRestore"] = "false",
            ["Aws:Agent:Source"] = "https://downloads.example.com/autoscaler-agent.tgz",
            ["Aws:Agent:Sha256"] = new string('b', 64),
            ["Aws:Agent:ApiUrl"] = $"http://127.0.0.1:{_port}/",
            ["Aws:Metrics:Period"] = "00:00:01",
            ["Aws:Metrics:SettleTime"] = "00:00:01",
            ["Aws:Metrics:PublishPeriod"] = "00:00:01",
            ["Aws:Metrics:CallTimeout"] = "00:00:05",
        };
    }

    private async Task StartAsync(Dictionary<string, string?> arguments)
    {
        var builder = SiloHostBuilder.Create(arguments);
        builder.Environment.EnvironmentName = Environments.Development;
        var (options, errors) = SiloHostSettings.Read(CommandLine.Parse([]), builder.Configuration, Environments.Development);
        Assert.Empty(errors);
        builder.Services.Configure<FleetOptions>(static fleet =>
        {
            (fleet.TickPeriod, fleet.WorkPeriod, fleet.ProbePeriod) = (TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(2));
            fleet.HeartbeatPeriod = TimeSpan.FromSeconds(1);
        });
        builder.Logging.AddProvider(_faults.Provider);
        _host = SiloHostBuilder.Build(builder, options with { IsStrict = true }, _output, TimeProvider.System);
        var key = _output.WaitForAsync("the first key", static line => line.StartsWith("  Key ", StringComparison.Ordinal));
        await _host.StartAsync();
        _admin = new CliUser($"http://127.0.0.1:{_port}/v1", (await key).Split(' ')[^1]);
    }

    // The machines and the traffic go on while somebody waits.
    private async Task AwaitAsync(string what, Func<Task<bool>> holds)
    {
        using var second = new PeriodicTimer(TimeSpan.FromSeconds(1), TimeProvider.System);
        var start = TimeProvider.System.GetTimestamp();
        while (!await holds())
        {
            if (TimeProvider.System.GetElapsedTime(start) > Patience)
            {
                var found = (await Admin.RunAsync($"describe endpoint {Endpoint}")).Output;
                Assert.Fail($"Expected within {Patience} that {what}. {found} {string.Join(", ", await Account.LiveAsync())}\n{string.Join('\n', _faults.Lines)}");
            }

            await Account.StepAsync();
            _demand!.Record(new ComponentName("llm"), _concurrency, _concurrency, TimeSpan.FromSeconds(1));
            await _demand.PublishAsync(CancellationToken.None);
            await second.WaitForNextTickAsync();
        }
    }

    private async Task<int> ReadyAsync()
    {
        var slots = (JsonArray)JsonNode.Parse((await Admin.DoAsync($"get slots {Endpoint} -o json")).Output)!;
        return slots.SelectMany(static slot => slot!["copies"] as JsonArray ?? []).Count(static copy => copy!["phase"]!.GetValue<string>() == "ready");
    }

    private async Task<JsonArray> CachesAsync() => (JsonArray)JsonNode.Parse((await Admin.DoAsync($"get caches {Endpoint} -o json")).Output)!["cache"]!["entries"]!;
}
