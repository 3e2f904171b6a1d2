using Amazon.SecurityToken;
using Amazon.SecurityToken.Model;

namespace Autoscaler.Cloud.Aws.Access;

/// <summary>Asks STS who calls, once: credentials change, their account does not.</summary>
internal sealed class CallerAccount(IAmazonSecurityTokenService client) : ICallerAccount, IDisposable
{
    private (string Partition, string Account)? _known;

    public async Task<(string Partition, string Account)> GetAsync(CancellationToken cancellationToken)
    {
        if (_known is { } known)
        {
            return known;
        }

        var identity = await client.GetCallerIdentityAsync(new GetCallerIdentityRequest(), cancellationToken);
        var found = (PartitionOf(identity.Arn), identity.Account);
        _known = found;
        return found;
    }

    public void Dispose() => client.Dispose();

    // arn:aws-cn:sts::123456789012:assumed-role/…
    private static string PartitionOf(string arn) => arn.Split(':') is [_, { Length: > 0 } partition, ..] ? partition : "aws";
}
