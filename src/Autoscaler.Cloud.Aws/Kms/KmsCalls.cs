using Amazon.KeyManagementService;
using Amazon.KeyManagementService.Model;
using Autoscaler.Cloud.Aws.Access;

namespace Autoscaler.Cloud.Aws.Kms;

/// <summary>KMS' calls, lists to their last page. Whoever calls has a deadline.</summary>
/// <param name="client">Makes calls again after faults: those that change nothing, or change it once.</param>
/// <param name="once">Makes each call once.</param>
internal sealed class KmsCalls(IAmazonKeyManagementService client, IAmazonKeyManagementService once) : IDisposable
{
    private const int MaxPages = 1000;
    private const int KeysPage = 1000;
    private const int SmallPage = 50;
    private const int GrantsPage = 100;

    /// <summary>A key; null where there is none of that id or alias.</summary>
    public async Task<KeyMetadata?> FindKeyAsync(string keyOrAlias, CancellationToken cancellationToken)
    {
        try
        {
            return (await client.DescribeKeyAsync(new DescribeKeyRequest { KeyId = keyOrAlias }, cancellationToken)).KeyMetadata;
        }
        catch (NotFoundException)
        {
            return null;
        }
    }

    public Task<List<string>> KeysAsync(CancellationToken cancellationToken) => PagesAsync<string>(
        "ListKeys",
        async (marker, cancel) =>
        {
            var page = await client.ListKeysAsync(new ListKeysRequest { Limit = KeysPage, Marker = marker }, cancel);
            return (page.Keys?.Select(static key => key.KeyId), page.Truncated == true ? page.NextMarker : null);
        },
        cancellationToken);

    /// <summary>A key's tags; null where they may not be seen: a key of AWS's own, or one that somebody else keeps.</summary>
    public async Task<List<Tag>?> TagsAsync(string key, CancellationToken cancellationToken)
    {
        try
        {
            return await PagesAsync<Tag>(
                "ListResourceTags",
                async (marker, cancel) =>
                {
                    var page = await client.ListResourceTagsAsync(new ListResourceTagsRequest { KeyId = key, Limit = SmallPage, Marker = marker }, cancel);
                    return (page.Tags, page.Truncated == true ? page.NextMarker : null);
                },
                cancellationToken);
        }
        catch (AmazonKeyManagementServiceException e) when (e.ErrorCode is "AccessDeniedException" or "NotFoundException")
        {
            return null;
        }
    }

    public Task<List<GrantListEntry>> GrantsAsync(string key, CancellationToken cancellationToken) => PagesAsync<GrantListEntry>(
        "ListGrants",
        async (marker, cancel) =>
        {
            var page = await client.ListGrantsAsync(new ListGrantsRequest { KeyId = key, Limit = GrantsPage, Marker = marker }, cancel);
            return (page.Grants, page.Truncated == true ? page.NextMarker : null);
        },
        cancellationToken);

    /// <summary>Makes a key. Once: there is no token to know a second call by.</summary>
    public async Task<string> CreateKeyAsync(CreateKeyRequest request, CancellationToken cancellationToken) =>
        (await once.CreateKeyAsync(request, cancellationToken)).KeyMetadata.KeyId;

    public Task CreateAliasAsync(string alias, string key, CancellationToken cancellationToken) =>
        client.CreateAliasAsync(new CreateAliasRequest { AliasName = alias, TargetKeyId = key }, cancellationToken);

    public Task UpdateAliasAsync(string alias, string key, CancellationToken cancellationToken) =>
        client.UpdateAliasAsync(new UpdateAliasRequest { AliasName = alias, TargetKeyId = key }, cancellationToken);

    /// <summary>Grants; by its name, a grant that is there already with the same rights is answered again.</summary>
    public Task CreateGrantAsync(CreateGrantRequest request, CancellationToken cancellationToken) =>
        client.CreateGrantAsync(request, cancellationToken);

    public async Task RevokeGrantAsync(string key, string grant, CancellationToken cancellationToken)
    {
        try
        {
            await client.RevokeGrantAsync(new RevokeGrantRequest { KeyId = key, GrantId = grant }, cancellationToken);
        }
        catch (AmazonKeyManagementServiceException e) when (AwsFaults.IsNotFound(e) || e is InvalidGrantIdException)
        {
            // None left is as it should be.
        }
    }

    /// <summary>Schedules a deletion; one that is scheduled already keeps its date.</summary>
    public async Task ScheduleDeletionAsync(string key, int days, CancellationToken cancellationToken)
    {
        try
        {
            var request = new ScheduleKeyDeletionRequest { KeyId = key, PendingWindowInDays = days };
            await client.ScheduleKeyDeletionAsync(request, cancellationToken);
        }
        catch (AmazonKeyManagementServiceException e) when (AwsFaults.IsNotFound(e) || e is KMSInvalidStateException)
        {
            // It is gone, or its deletion is scheduled.
        }
    }

    public void Dispose()
    {
        client.Dispose();
        once.Dispose();
    }

    private static async Task<List<T>> PagesAsync<T>(string operation, Func<string?, CancellationToken, Task<(IEnumerable<T>? Items, string? Next)>> page, CancellationToken cancellationToken)
    {
        var items = new List<T>();
        string? marker = null;
        for (var pages = 0; pages < MaxPages; pages++)
        {
            var (found, next) = await page(marker, cancellationToken);
            items.AddRange(found ?? []);
            if (string.IsNullOrEmpty(next))
            {
                return items;
            }

            marker = next;
        }

        throw new InvalidOperationException($"KMS {operation}: expected at most {MaxPages} pages; there are more.");
    }
}
