using Amazon.Runtime;

namespace Autoscaler.Cloud.Aws.Tests.Kit;

/// <summary>Credentials that say they are good for an hour; fetched anew, they have another key.</summary>
internal sealed class RenewedCredentials : RefreshingAWSCredentials
{
    private int _given;

    /// <summary>How many keys were fetched.</summary>
    public int Given => _given;

    protected override CredentialsRefreshState GenerateNewCredentials()
    {
        var number = Interlocked.Increment(ref _given);
        return new CredentialsRefreshState(
            new ImmutableCredentials($"AKIAEXAMPLE{number:D9}", TestAws.SecretKey, TestAws.SessionToken),
            TimeProvider.System.GetUtcNow().UtcDateTime.AddHours(1));
    }

    protected override Task<CredentialsRefreshState> GenerateNewCredentialsAsync() => Task.FromResult(GenerateNewCredentials());
}
