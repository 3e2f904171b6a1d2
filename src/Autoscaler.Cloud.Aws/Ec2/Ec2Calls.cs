using Amazon.EC2;
using Amazon.EC2.Model;
using Autoscaler.Cloud.Aws.Access;
using Autoscaler.Cloud.Aws.Tags;

namespace Autoscaler.Cloud.Aws.Ec2;

/// <summary>EC2's calls: lists to their last page, and what is deleted already left so. Whoever calls has a deadline.</summary>
/// <param name="client">Makes calls again after faults: those that change nothing, or carry a token.</param>
/// <param name="once">Makes each call once.</param>
internal sealed class Ec2Calls(IAmazonEC2 client, IAmazonEC2 once) : IDisposable
{
    // 1,000 to a page: more than any fleet has.
    private const int MaxPages = 1000;
    private const int PageSize = 1000;

    // DescribeVolumes takes 500.
    private const int VolumesPageSize = 500;

    // DescribeLaunchTemplates and DescribeFastSnapshotRestores take 200.
    private const int SmallPageSize = 200;

    /// <summary>A filter by a tag.</summary>
    public static Filter ByTag(string name, params ReadOnlySpan<string> values) => new($"tag:{name}", [.. values]);

    public Task<List<Instance>> InstancesAsync(CancellationToken cancellationToken, params Filter[] filters) => PagesAsync<Instance>(
        "DescribeInstances",
        async (token, cancel) =>
        {
            var page = await client.DescribeInstancesAsync(new DescribeInstancesRequest { Filters = [.. filters], MaxResults = PageSize, NextToken = token }, cancel);
            return (page.Reservations?.SelectMany(static reservation => reservation.Instances ?? []), page.NextToken);
        },
        cancellationToken);

    public Task<List<Volume>> VolumesAsync(CancellationToken cancellationToken, params Filter[] filters) => PagesAsync<Volume>(
        "DescribeVolumes",
        async (token, cancel) =>
        {
            var page = await client.DescribeVolumesAsync(new DescribeVolumesRequest { Filters = [.. filters], MaxResults = VolumesPageSize, NextToken = token }, cancel);
            return (page.Volumes, page.NextToken);
        },
        cancellationToken);

    public Task<List<Snapshot>> SnapshotsAsync(CancellationToken cancellationToken, params Filter[] filters) => PagesAsync<Snapshot>(
        "DescribeSnapshots",
        async (token, cancel) =>
        {
            var page = await client.DescribeSnapshotsAsync(new DescribeSnapshotsRequest { OwnerIds = ["self"], Filters = [.. filters], MaxResults = PageSize, NextToken = token }, cancel);
            return (page.Snapshots, page.NextToken);
        },
        cancellationToken);

    public Task<List<LaunchTemplate>> LaunchTemplatesAsync(CancellationToken cancellationToken, params Filter[] filters) => PagesAsync<LaunchTemplate>(
        "DescribeLaunchTemplates",
        async (token, cancel) =>
        {
            var page = await client.DescribeLaunchTemplatesAsync(new DescribeLaunchTemplatesRequest { Filters = [.. filters], MaxResults = SmallPageSize, NextToken = token }, cancel);
            return (page.LaunchTemplates, page.NextToken);
        },
        cancellationToken);

    public Task<List<DescribeFastSnapshotRestoreSuccessItem>> FastRestoresAsync(CancellationToken cancellationToken, params Filter[] filters) => PagesAsync<DescribeFastSnapshotRestoreSuccessItem>(
        "DescribeFastSnapshotRestores",
        async (token, cancel) =>
        {
            var request = new DescribeFastSnapshotRestoresRequest { Filters = [.. filters], MaxResults = SmallPageSize, NextToken = token };
            var page = await client.DescribeFastSnapshotRestoresAsync(request, cancel);
            return (page.FastSnapshotRestores, page.NextToken);
        },
        cancellationToken);

    /// <summary>What the default version of a launch template says; null where there is no such template.</summary>
    public async Task<ResponseLaunchTemplateData?> LaunchTemplateContentsAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            var request = new DescribeLaunchTemplateVersionsRequest { LaunchTemplateName = name, Versions = ["$Default"] };
            var answer = await client.DescribeLaunchTemplateVersionsAsync(request, cancellationToken);
            return answer.LaunchTemplateVersions?.FirstOrDefault()?.LaunchTemplateData;
        }
        catch (AmazonEC2Exception e) when (AwsFaults.IsNotFound(e))
        {
            return null;
        }
    }

    public Task<CreateFleetResponse> CreateFleetAsync(CreateFleetRequest request, CancellationToken cancellationToken) =>
        client.CreateFleetAsync(request, cancellationToken);

    public Task<RunInstancesResponse> RunInstancesAsync(RunInstancesRequest request, CancellationToken cancellationToken) =>
        client.RunInstancesAsync(request, cancellationToken);

    /// <summary>Makes a launch template; one of that name that is there already is left as it is.</summary>
    public async Task CreateLaunchTemplateAsync(CreateLaunchTemplateRequest request, CancellationToken cancellationToken)
    {
        try
        {
            await client.CreateLaunchTemplateAsync(request, cancellationToken);
        }
        catch (AmazonEC2Exception e) when (e.ErrorCode.StartsWith("InvalidLaunchTemplateName.AlreadyExists", StringComparison.Ordinal))
        {
            // Another activation, or this one before it crashed.
        }
    }

    public async Task<long> CreateLaunchTemplateVersionAsync(string name, RequestLaunchTemplateData contents, CancellationToken cancellationToken)
    {
        var request = new CreateLaunchTemplateVersionRequest { LaunchTemplateName = name, LaunchTemplateData = contents };
        var answer = await client.CreateLaunchTemplateVersionAsync(request, cancellationToken);
        return answer.LaunchTemplateVersion.VersionNumber ?? throw new AmazonEC2Exception($"CreateLaunchTemplateVersion of {name} answered without a version number.");
    }

    public Task SetDefaultVersionAsync(string name, long version, CancellationToken cancellationToken)
    {
        var request = new ModifyLaunchTemplateRequest { LaunchTemplateName = name, DefaultVersion = version.ToString(System.Globalization.CultureInfo.InvariantCulture) };
        return client.ModifyLaunchTemplateAsync(request, cancellationToken);
    }

    public Task DeleteLaunchTemplateAsync(string id, CancellationToken cancellationToken) =>
        GoneAsync(client.DeleteLaunchTemplateAsync(new DeleteLaunchTemplateRequest { LaunchTemplateId = id }, cancellationToken));

    /// <summary>Deletes the launch templates of a token.</summary>
    public async Task DeleteLaunchTemplatesAsync(string fleet, string token, CancellationToken cancellationToken)
    {
        foreach (var template in await LaunchTemplatesAsync(cancellationToken, ByTag(TagNames.Fleet, fleet), ByTag(TagNames.Token, token)))
        {
            await DeleteLaunchTemplateAsync(template.LaunchTemplateId, cancellationToken);
        }
    }

    public Task TerminateAsync(string instance, CancellationToken cancellationToken) =>
        GoneAsync(client.TerminateInstancesAsync(new TerminateInstancesRequest([instance]), cancellationToken));

    /// <summary>Snapshots a volume. Once: there is no token to know a second call by.</summary>
    public async Task<Snapshot> CreateSnapshotAsync(CreateSnapshotRequest request, CancellationToken cancellationToken) =>
        (await once.CreateSnapshotAsync(request, cancellationToken)).Snapshot;

    public Task DeleteSnapshotAsync(string snapshot, CancellationToken cancellationToken) =>
        GoneAsync(client.DeleteSnapshotAsync(new DeleteSnapshotRequest(snapshot), cancellationToken));

    /// <summary>Deletes a volume; one that is still attached is left, and deleted by a later call, once its instance is gone.</summary>
    public async Task DeleteVolumeAsync(string volume, CancellationToken cancellationToken)
    {
        try
        {
            await GoneAsync(client.DeleteVolumeAsync(new DeleteVolumeRequest(volume), cancellationToken));
        }
        catch (AmazonEC2Exception e) when (e.ErrorCode == "VolumeInUse")
        {
            // Purges and sweeps list again until it is gone.
        }
    }

    public Task<EnableFastSnapshotRestoresResponse> EnableFastRestoreAsync(string snapshot, IEnumerable<string> zones, CancellationToken cancellationToken)
    {
        var request = new EnableFastSnapshotRestoresRequest { SourceSnapshotIds = [snapshot], AvailabilityZones = [.. zones] };
        return client.EnableFastSnapshotRestoresAsync(request, cancellationToken);
    }

    public Task DisableFastRestoreAsync(string snapshot, IEnumerable<string> zones, CancellationToken cancellationToken)
    {
        var request = new DisableFastSnapshotRestoresRequest { SourceSnapshotIds = [snapshot], AvailabilityZones = [.. zones] };
        return GoneAsync(client.DisableFastSnapshotRestoresAsync(request, cancellationToken));
    }

    public Task CreateTagAsync(string resource, string name, string value, CancellationToken cancellationToken)
    {
        var request = new CreateTagsRequest { Resources = [resource], Tags = [new Tag(name, value)] };
        return client.CreateTagsAsync(request, cancellationToken);
    }

    public void Dispose()
    {
        client.Dispose();
        once.Dispose();
    }

    // Something that is not there needs no deleting.
    private static async Task GoneAsync(Task deletion)
    {
        try
        {
            await deletion;
        }
        catch (AmazonEC2Exception e) when (AwsFaults.IsNotFound(e))
        {
            // As it should be.
        }
    }

    private static async Task<List<T>> PagesAsync<T>(string operation, Func<string?, CancellationToken, Task<(IEnumerable<T>? Items, string? Next)>> page, CancellationToken cancellationToken)
    {
        var items = new List<T>();
        string? token = null;
        for (var pages = 0; pages < MaxPages; pages++)
        {
            var (found, next) = await page(token, cancellationToken);
            items.AddRange(found ?? []);
            if (string.IsNullOrEmpty(next))
            {
                return items;
            }

            token = next;
        }

        throw new InvalidOperationException($"EC2 {operation}: expected at most {MaxPages} pages; there are more.");
    }
}
