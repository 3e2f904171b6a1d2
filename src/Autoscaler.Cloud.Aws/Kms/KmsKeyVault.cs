using Amazon.KeyManagementService;
using Amazon.KeyManagementService.Model;
using Autoscaler.Cloud.Aws.Access;
using Autoscaler.Cloud.Aws.Tags;
using Autoscaler.Cloud.Keys;

namespace Autoscaler.Cloud.Aws.Kms;

/// <summary>
/// Keys in KMS, an endpoint's own or its tenant's. A key is found by its alias; where the alias is missing, or stands for a key that can no more be used, by its tags, so that
/// a crash between making a key and naming it leaves none behind.
/// </summary>
internal sealed class KmsKeyVault(KmsCalls calls, FleetKeys keys, KeyOptions options, ICallerAccount account, CallDeadline deadline) : IKeyVault
{
    // What EC2 needs to make volumes from encrypted snapshots, and to attach them.
    private static readonly ImmutableArray<GrantOperation> Operations =
    [
        GrantOperation.Encrypt, GrantOperation.Decrypt, GrantOperation.ReEncryptFrom, GrantOperation.ReEncryptTo,
        GrantOperation.GenerateDataKey, GrantOperation.GenerateDataKeyWithoutPlaintext, GrantOperation.CreateGrant, GrantOperation.DescribeKey,
    ];

    private const int LeastDays = 7;
    private const int MostDays = 30;

    public Task<KeyResult> EnsureAsync(EndpointId endpoint, CancellationToken cancellationToken) =>
        deadline.RunAsync($"Key of {endpoint}", cancel => EnsureCoreAsync(endpoint, cancel), cancellationToken);

    private async Task<KeyResult> EnsureCoreAsync(EndpointId endpoint, CancellationToken cancellationToken)
    {
        try
        {
            var key = await FindOrMakeAsync(endpoint, cancellationToken);
            await GrantAsync(key, endpoint, cancellationToken);
            return new KeyResult.Ready(new KeyId(key));
        }
        catch (AmazonKeyManagementServiceException e) when (AwsFaults.IsThrottled(e))
        {
            return new KeyResult.Throttled(AwsFaults.ThrottleDelay);
        }
    }

    public Task RevokeGrantsAsync(EndpointId endpoint, CancellationToken cancellationToken) =>
        deadline.RunAsync($"Revoking of the grants of {endpoint}", cancel => RevokeGrantsCoreAsync(endpoint, cancel), cancellationToken);

    private async Task RevokeGrantsCoreAsync(EndpointId endpoint, CancellationToken cancellationToken)
    {
        foreach (var (key, _) in await keys.FindAsync(endpoint, cancellationToken))
        {
            foreach (var grant in (await calls.GrantsAsync(key, cancellationToken)).Where(grant => keys.EndpointOf(grant) == endpoint))
            {
                await calls.RevokeGrantAsync(key, grant.GrantId, cancellationToken);
            }
        }
    }

    /// <inheritdoc/>
    /// <remarks>A tenant's key is not the endpoint's: it stays.</remarks>
    public Task ScheduleDeletionAsync(EndpointId endpoint, TimeSpan wait, CancellationToken cancellationToken)
    {
        var days = DaysOf(wait);
        return deadline.RunAsync($"Deletion of the keys of {endpoint}", cancel => ScheduleDeletionCoreAsync(endpoint, days, cancel), cancellationToken);
    }

    private async Task ScheduleDeletionCoreAsync(EndpointId endpoint, int days, CancellationToken cancellationToken)
    {
        foreach (var (key, tags) in await keys.FindAsync(endpoint, cancellationToken))
        {
            if (tags.Endpoint == endpoint && await calls.FindKeyAsync(key, cancellationToken) is { } found && found.KeyState != KeyState.PendingDeletion)
            {
                await calls.ScheduleDeletionAsync(key, days, cancellationToken);
            }
        }
    }

    /// <summary>A wait in the whole days that KMS takes, never shorter than asked for.</summary>
    public static int DaysOf(TimeSpan wait)
    {
        var days = (int)Math.Ceiling(wait.TotalDays);
        ArgumentOutOfRangeException.ThrowIfLessThan(days, LeastDays, nameof(wait));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(days, MostDays, nameof(wait));
        return days;
    }

    private async Task GrantAsync(string key, EndpointId endpoint, CancellationToken cancellationToken)
    {
        var grantee = options.GranteePrincipal ?? await GranteeAsync(cancellationToken);
        var name = keys.GrantOf(endpoint);
        if ((await calls.GrantsAsync(key, cancellationToken)).Any(grant => grant.Name == name && grant.GranteePrincipal == grantee))
        {
            return;
        }

        var request = new CreateGrantRequest { KeyId = key, Name = name, GranteePrincipal = grantee, Operations = [.. Operations.Select(static operation => operation.Value)] };
        await calls.CreateGrantAsync(request, cancellationToken);
    }

    private async Task<string> FindOrMakeAsync(EndpointId endpoint, CancellationToken cancellationToken)
    {
        var alias = keys.AliasOf(options.Scope, endpoint);
        var named = await calls.FindKeyAsync(alias, cancellationToken);
        if (FleetKeys.IsUsable(named))
        {
            return named!.KeyId;
        }

        var key = await FindByTagAsync(endpoint, cancellationToken) ?? await calls.CreateKeyAsync(
            new CreateKeyRequest
            {
                Description = $"autoscaler: volumes and snapshots of {(options.Scope == KeyScope.Endpoint ? $"endpoint {endpoint}" : $"tenant {endpoint.Tenant.Value}")}",
                Tags = [.. keys.TagsOf(options.Scope, endpoint).ToList().Select(static tag => new Tag { TagKey = tag.Key, TagValue = tag.Value })],
            },
            cancellationToken);
        if (named is not null)
        {
            await calls.UpdateAliasAsync(alias, key, cancellationToken);
            return key;
        }

        try
        {
            await calls.CreateAliasAsync(alias, key, cancellationToken);
            return key;
        }
        catch (AlreadyExistsException)
        {
            return await YieldAsync(alias, key, cancellationToken);
        }
    }

    // Another activation named its key first: that one is the endpoint's, and ours goes, unless it is the same.
    private async Task<string> YieldAsync(string alias, string key, CancellationToken cancellationToken)
    {
        var theirs = (await calls.FindKeyAsync(alias, cancellationToken))?.KeyId ?? key;
        if (theirs != key)
        {
            await calls.ScheduleDeletionAsync(key, LeastDays, cancellationToken);
        }

        return theirs;
    }

    private async Task<string?> FindByTagAsync(EndpointId endpoint, CancellationToken cancellationToken)
    {
        foreach (var (key, tags) in await keys.FindAsync(endpoint, cancellationToken))
        {
            var isOfScope = options.Scope == KeyScope.Endpoint ? tags.Endpoint == endpoint : tags[TagNames.Endpoint] is null;
            if (isOfScope && FleetKeys.IsUsable(await calls.FindKeyAsync(key, cancellationToken)))
            {
                return key;
            }
        }

        return null;
    }

    private async Task<string> GranteeAsync(CancellationToken cancellationToken)
    {
        var (partition, id) = await account.GetAsync(cancellationToken);
        return $"arn:{partition}:iam::{id}:role/aws-service-role/ec2fleet.amazonaws.com/AWSServiceRoleForEC2Fleet";
    }
}
