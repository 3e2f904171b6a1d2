using System.Globalization;
using System.Text;
using Amazon.EC2;
using Amazon.EC2.Model;

namespace Autoscaler.EndToEnd.Tests.Aws;

/// <summary>
/// The account on moto, and the machines in it that moto does not run: builders do what their script does as far as tags show it, and instances have agents.
/// </summary>
internal sealed class MotoAccount(AmazonEC2Client ec2, TimeProvider clock) : IDisposable
{
    private readonly Dictionary<string, ScriptedAgent> _agents = [];

    /// <summary>All instances with the fleet's tag.</summary>
    public async Task<List<Instance>> InstancesAsync() =>
        [.. ((await ec2.DescribeInstancesAsync(new DescribeInstancesRequest { Filters = [Tagged] })).Reservations ?? []).SelectMany(static reservation => reservation.Instances ?? [])];

    /// <summary>What is live and carries the fleet's tag, as kind and id.</summary>
    public async Task<List<string>> LiveAsync() =>
    [
        .. (await InstancesAsync()).Where(static instance => instance.State.Name != InstanceStateName.Terminated).Select(static instance => $"instance {instance.InstanceId}"),
        .. ((await ec2.DescribeVolumesAsync(new DescribeVolumesRequest { Filters = [Tagged] })).Volumes ?? []).Select(static volume => $"volume {volume.VolumeId}"),
        .. ((await ec2.DescribeSnapshotsAsync(new DescribeSnapshotsRequest { Filters = [Tagged] })).Snapshots ?? []).Select(static snapshot => $"snapshot {snapshot.SnapshotId}"),
        .. ((await ec2.DescribeLaunchTemplatesAsync(new DescribeLaunchTemplatesRequest { Filters = [Tagged] })).LaunchTemplates ?? []).Select(static template => $"template {template.LaunchTemplateName}"),
    ];

    /// <summary>Lets every machine do its next step.</summary>
    public async Task StepAsync()
    {
        foreach (var instance in await InstancesAsync())
        {
            if (instance.State.Name != InstanceStateName.Running)
            {
                continue;
            }

            if (TagOf(instance, "role") == "builder")
            {
                await BuildAsync(instance);
                continue;
            }

            if (!_agents.TryGetValue(instance.InstanceId, out var agent))
            {
                agent = new ScriptedAgent(instance.InstanceId, await UserDataOfAsync(instance));
                _agents.Add(instance.InstanceId, agent);
            }

            await agent.StepAsync(clock.GetUtcNow().UtcDateTime.ToString("O", CultureInfo.InvariantCulture));
        }
    }

    public void Dispose()
    {
        foreach (var agent in _agents.Values)
        {
            agent.Dispose();
        }

        ec2.Dispose();
    }

    private static Filter Tagged => new("tag-key", ["autoscaler:fleet"]);

    private static string? TagOf(Instance instance, string name) => instance.Tags.FirstOrDefault(tag => tag.Key == $"autoscaler:{name}")?.Value;

    private async Task BuildAsync(Instance builder)
    {
        await ec2.CreateTagsAsync(new CreateTagsRequest(
            [builder.InstanceId],
            [new Tag("autoscaler:build-digest", TagOf(builder, "content")!), new Tag("autoscaler:build-bytes", "3000000000"), new Tag("autoscaler:build-state", "done")]));
        await ec2.StopInstancesAsync(new StopInstancesRequest([builder.InstanceId]));
    }

    // The launch's template holds it; moto does not copy it to the instance.
    private async Task<string> UserDataOfAsync(Instance instance)
    {
        Filter[] filters =
        [
            new("tag:autoscaler:endpoint", [TagOf(instance, "endpoint")]), new("tag:autoscaler:slot", [TagOf(instance, "slot")]),
            new("tag:autoscaler:generation", [TagOf(instance, "generation")]),
        ];
        var template = (await ec2.DescribeLaunchTemplatesAsync(new DescribeLaunchTemplatesRequest { Filters = [.. filters] })).LaunchTemplates.Single();
        var version = (await ec2.DescribeLaunchTemplateVersionsAsync(new DescribeLaunchTemplateVersionsRequest { LaunchTemplateId = template.LaunchTemplateId })).LaunchTemplateVersions.Last();
        return Encoding.UTF8.GetString(Convert.FromBase64String(version.LaunchTemplateData.UserData));
    }
}
