using Autoscaler.Cloud.Aws.Tests.Kit;
using Autoscaler.Cloud.Keys;

namespace Autoscaler.Cloud.Aws.Tests.Kms;

/// <summary>HTTP that fails in every way: one key an endpoint, and a purge that ends with it pending deletion.</summary>
public sealed class KmsFaultTests
{
    private const int MostTries = 400;

    private static readonly EndpointId Endpoint = EndpointId.Parse("acme/chat");

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task EnsureAndPurge_UnderFaultsOfASeed_EndWithOneKeyThatIsPendingDeletion(int seed)
    {
        var kms = new ScriptedKms();
        var faults = FaultPlan.Seeded(
            seed, 0.4, 3, HttpFault.ResetBeforeActing, HttpFault.ResetAfterActing, HttpFault.InternalError, HttpFault.Unavailable, HttpFault.Throttled, HttpFault.Truncated, HttpFault.Malformed);
        await using var server = await ScriptedServer.StartAsync(kms.Answer, faults);
        var options = AwsFleet.Options(server.Address);
        options = options with { Connection = options.Connection with { MaxRetries = 0 } };
        KeyId? key = null;

        await UntilAsync(options, async ports =>
        {
            key = await ports.Keys.EnsureAsync(Endpoint, CancellationToken.None) is KeyResult.Ready ready ? ready.Key : null;
            return key is not null;
        });
        var made = Assert.Single(kms.Keys);
        Assert.Equal((made.Id, 1), (key!.Value.Value, made.Grants.Count));

        await UntilAsync(options, async ports =>
        {
            await ports.Keys.RevokeGrantsAsync(Endpoint, CancellationToken.None);
            await ports.Keys.ScheduleDeletionAsync(Endpoint, TimeSpan.FromDays(7), CancellationToken.None);
            return true;
        });
        Assert.Equal((true, 0), (Assert.Single(kms.Keys).IsPending, made.Grants.Count));

        await UntilAsync(options, async ports => await ports.Keys.EnsureAsync(Endpoint, CancellationToken.None) is KeyResult.Ready);
        Assert.Equal(2, kms.Keys.Count);
        Assert.NotEmpty(faults.Met);
    }

    [Fact]
    public async Task Ensure_WhoseNewKeysAnswerIsLost_MakesNoSecondAndFindsItByItsTag()
    {
        // Looked for by alias, listed, made and its answer lost: with retries on, for those calls that may be made again.
        var kms = new ScriptedKms();
        await using var server = await ScriptedServer.StartAsync(kms.Answer, FaultPlan.Of(null, null, HttpFault.ResetAfterActing));
        using var ports = AwsFleet.Ports(AwsFleet.Options(server.Address));
        await Assert.ThrowsAsync<HttpRequestException>(() => ports.Keys.EnsureAsync(Endpoint, CancellationToken.None));

        var ready = Assert.IsType<KeyResult.Ready>(await ports.Keys.EnsureAsync(Endpoint, CancellationToken.None));

        Assert.Equal(Assert.Single(kms.Keys).Id, ready.Key.Value);
    }

    // Each time by a process that remembers nothing.
    private static async Task UntilAsync(AwsCloudOptions options, Func<AwsPorts, Task<bool>> step)
    {
        for (var tries = 0; tries < MostTries; tries++)
        {
            using var ports = AwsFleet.Ports(options);
            try
            {
                if (await step(ports))
                {
                    return;
                }
            }
            catch (Exception e) when (e is HttpRequestException or TimeoutException)
            {
                // The next one tries again.
            }
        }

        Assert.Fail($"expected an end within {MostTries} tries; found none.");
    }
}
