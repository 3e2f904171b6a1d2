using Amazon.EC2;
using Amazon.EC2.Model;
using Amazon.KeyManagementService;
using Amazon.KeyManagementService.Model;
using Amazon.Runtime;
using Autoscaler.Cloud.Aws.Access;
using Autoscaler.Cloud.Aws.Ec2;
using Autoscaler.Cloud.Aws.Tags;
using Autoscaler.Cloud.Aws.BootScripts;
using Autoscaler.Cloud.Snapshots;
using Autoscaler.Contracts.Specs;

namespace Autoscaler.Cloud.Aws.Doctor;

/// <summary>Whether the caller may do what the autoscaler does: lists are made, and what would change something is made as a dry run, which EC2 checks and does not do.</summary>
internal sealed class PermissionCheck(IAmazonEC2 ec2, IAmazonKeyManagementService kms, AwsCloudOptions options)
{
    private const string Fix = "Attach deploy/iam/autoscaler-policy.json to the role that the autoscaler runs as.";

    // Never built: a name for a dry run.
    private static readonly EndpointId Nobody = EndpointId.Parse("doctor/doctor");

    /// <summary>The findings.</summary>
    public async Task<ImmutableArray<DoctorFinding>> CheckAsync(CancellationToken cancellationToken)
    {
        (string Action, Func<Task> Call)[] probes =
        [
            ("ec2:DescribeInstances", () => ec2.DescribeInstancesAsync(new DescribeInstancesRequest { MaxResults = 5 }, cancellationToken)),
            ("ec2:DescribeVolumes", () => ec2.DescribeVolumesAsync(new DescribeVolumesRequest { MaxResults = 5 }, cancellationToken)),
            ("ec2:DescribeSnapshots", () => ec2.DescribeSnapshotsAsync(new DescribeSnapshotsRequest { OwnerIds = ["self"], MaxResults = 5 }, cancellationToken)),
            ("ec2:DescribeLaunchTemplates", () => ec2.DescribeLaunchTemplatesAsync(new DescribeLaunchTemplatesRequest { MaxResults = 5 }, cancellationToken)),
            ("ec2:CreateLaunchTemplate", () => ec2.CreateLaunchTemplateAsync(DryTemplate(), cancellationToken)),
            ("ec2:RunInstances", () => ec2.RunInstancesAsync(DryBuilder(), cancellationToken)),
            ("kms:ListKeys", () => kms.ListKeysAsync(new ListKeysRequest { Limit = 1 }, cancellationToken)),
        ];
        var findings = ImmutableArray.CreateBuilder<DoctorFinding>();
        foreach (var (action, call) in probes)
        {
            findings.Add(await ProbeAsync(action, call));
        }

        findings.Add(await FastRestoresAsync(cancellationToken));
        return findings.ToImmutable();
    }

    private static async Task<DoctorFinding> ProbeAsync(string action, Func<Task> call)
    {
        try
        {
            await call();
            return DoctorFinding.Passed(action, "allowed");
        }
        catch (AmazonServiceException e) when (e.ErrorCode == "DryRunOperation")
        {
            return DoctorFinding.Passed(action, "allowed (dry run)");
        }
        catch (AmazonServiceException e) when (e.ErrorCode is "UnauthorizedOperation" or "AccessDenied" or "AccessDeniedException")
        {
            return DoctorFinding.Failed(action, AwsFaults.Describe(e), Fix);
        }
        catch (AmazonServiceException e) when (AwsFaults.IsRefused(e))
        {
            return DoctorFinding.Failed(action, AwsFaults.Describe(e), "Correct what the message names and look again: whether the call is allowed could not be seen.");
        }
    }

    // What can be seen of quotas without Service Quotas.
    private async Task<DoctorFinding> FastRestoresAsync(CancellationToken cancellationToken)
    {
        const string check = "ec2:DescribeFastSnapshotRestores";
        if (!options.Ec2.AllowFastRestore)
        {
            return DoctorFinding.Skipped(check, "Ec2.AllowFastRestore is off");
        }

        var count = 0;
        var finding = await ProbeAsync(check, async () =>
        {
            var answer = await ec2.DescribeFastSnapshotRestoresAsync(new DescribeFastSnapshotRestoresRequest { MaxResults = 200 }, cancellationToken);
            count = (answer.FastSnapshotRestores ?? []).Select(static restore => restore.SnapshotId).Distinct(StringComparer.Ordinal).Count();
        });
        return finding.State == DoctorState.Passed ? finding with { Found = $"allowed; on for {count} snapshots (a Region's default quota is 5)" } : finding;
    }

    private CreateLaunchTemplateRequest DryTemplate() => new()
    {
        DryRun = true,
        LaunchTemplateName = $"autoscaler-doctor-{options.Fleet}",
        LaunchTemplateData = new RequestLaunchTemplateData { InstanceType = options.Builder.Type.Value },
        TagSpecifications = [TagSet.Of(options.Fleet, Nobody, TagNames.Roles.Launch).For(ResourceType.LaunchTemplate)],
    };

    private RunInstancesRequest DryBuilder()
    {
        var build = new SnapshotBuild(Nobody, new ImageSpec("doctor/doctor:1", new ImageDigest("sha256:doctor"), new ByteCount(1)), 1);
        var request = new BuilderLaunch(options, new FleetNames(options.Fleet), new BuilderScript(options.Connection.Region ?? "us-east-1")).Compose(build, "doctor", 0);
        request.DryRun = true;
        return request;
    }
}
