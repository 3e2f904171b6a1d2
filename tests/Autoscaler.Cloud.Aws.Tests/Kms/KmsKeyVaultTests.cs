using Amazon.KeyManagementService;
using Amazon.KeyManagementService.Model;
using Autoscaler.Cloud.Aws.Access;
using Autoscaler.Cloud.Aws.Kms;
using Autoscaler.Cloud.Aws.Tests.Kit;
using Autoscaler.Cloud.Instances;
using Autoscaler.Cloud.Keys;

namespace Autoscaler.Cloud.Aws.Tests.Kms;

[Collection(MotoCollectionDefinition.Name)]
public sealed class KmsKeyVaultTests(MotoServer moto)
{
    private static int _tenants;

    private readonly TenantId _tenant = new($"kms-{Interlocked.Increment(ref _tenants)}");

    [MotoFact]
    public async Task Ensure_ByTenant_IsOneKeyForBothEndpointsWithAGrantForEach()
    {
        using var cloud = await TenantsAsync();
        var (one, other) = (new EndpointId(_tenant, "one"), new EndpointId(_tenant, "other"));

        Assert.Equal(await EnsureAsync(cloud, one), await EnsureAsync(cloud, other));

        // The key is no endpoint's: only the grant is.
        Assert.Equal(TaggedResourceKind.Grant, Assert.Single(await cloud.Tags.ListAsync(one, CancellationToken.None)).Kind);
        Assert.Equal(TaggedResourceKind.Grant, Assert.Single(await cloud.Tags.ListAsync(other, CancellationToken.None)).Kind);
    }

    [MotoFact]
    public async Task Purge_OfOneEndpointOfATenant_TakesItsGrantAndLeavesTheKeyToTheOther()
    {
        using var cloud = await TenantsAsync();
        var (one, other) = (new EndpointId(_tenant, "one"), new EndpointId(_tenant, "other"));
        var key = await EnsureAsync(cloud, one);
        await EnsureAsync(cloud, other);

        await cloud.Keys.RevokeGrantsAsync(one, CancellationToken.None);
        await cloud.Keys.ScheduleDeletionAsync(one, TimeSpan.FromDays(7), CancellationToken.None);

        Assert.Empty(await cloud.Tags.ListAsync(one, CancellationToken.None));
        Assert.Single(await cloud.Tags.ListAsync(other, CancellationToken.None));
        Assert.Equal(key, await EnsureAsync(cloud, other));
    }

    [MotoFact]
    public async Task Ensure_AfterACrashBetweenMakingAndNamingAKey_TakesThatKey()
    {
        using var cloud = await MotoUnderTest.CreateAsync(moto);
        var endpoint = new EndpointId(_tenant, "chat");
        using var client = Client();
        var made = await client.CreateKeyAsync(new CreateKeyRequest
        {
            Tags = [.. new FleetKeys(null!, "autoscaler").TagsOf(KeyScope.Endpoint, endpoint).ToList().Select(static tag => new Tag { TagKey = tag.Key, TagValue = tag.Value })],
        });

        Assert.Equal(made.KeyMetadata.KeyId, (await EnsureAsync(cloud, endpoint)).Value);
        Assert.Single(await cloud.Tags.ListAsync(endpoint, CancellationToken.None), static resource => resource.Kind == TaggedResourceKind.Key);
    }

    [MotoFact]
    public async Task Ensure_OfAKey_GivesItAnAliasForPeopleAndTheFleetsRoleTheRight()
    {
        using var cloud = await MotoUnderTest.CreateAsync(moto);
        var endpoint = new EndpointId(_tenant, "chat");
        var key = await EnsureAsync(cloud, endpoint);
        using var client = Client();

        var described = await client.DescribeKeyAsync(new DescribeKeyRequest { KeyId = $"alias/autoscaler/autoscaler/{endpoint}" });
        var grants = await client.ListGrantsAsync(new ListGrantsRequest { KeyId = key.Value });

        Assert.Equal(key.Value, described.KeyMetadata.KeyId);
        var grant = Assert.Single(grants.Grants);
        Assert.Equal("arn:aws:iam::123456789012:role/aws-service-role/ec2fleet.amazonaws.com/AWSServiceRoleForEC2Fleet", grant.GranteePrincipal);
    }

    [Theory]
    [InlineData(5.5, false, 0)]
    [InlineData(7, true, 7)]
    [InlineData(7.1, true, 8)]
    [InlineData(30, true, 30)]
    [InlineData(30.1, false, 0)]
    public void DaysOf_AWait_IsNeverShorterAndWithinWhatKmsTakes(double days, bool isTaken, int expected)
    {
        if (isTaken)
        {
            Assert.Equal(expected, KmsKeyVault.DaysOf(TimeSpan.FromDays(days)));
        }
        else
        {
            Assert.Throws<ArgumentOutOfRangeException>(() => KmsKeyVault.DaysOf(TimeSpan.FromDays(days)));
        }
    }

    private Task<MotoUnderTest> TenantsAsync() => MotoUnderTest.CreateAsync(moto, static options => options with { Keys = options.Keys with { Scope = KeyScope.Tenant } });

    private static async Task<KeyId> EnsureAsync(MotoUnderTest cloud, EndpointId endpoint) =>
        Assert.IsType<KeyResult.Ready>(await cloud.Keys.EnsureAsync(endpoint, CancellationToken.None)).Key;

    private AmazonKeyManagementServiceClient Client() => new(
        AwsFleet.Credentials,
        new AwsConnection(new AwsOptions { Region = "us-east-1", EndpointUrl = moto.Address }, null, static _ => null).Configure(new AmazonKeyManagementServiceConfig(), "KMS"));
}
