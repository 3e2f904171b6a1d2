namespace Autoscaler.Cloud.Aws.Kms;

/// <summary>Encryption keys.</summary>
public sealed record KeyOptions
{
    /// <summary>Whose key it is. Each key costs $1 a month, also in its last 7 to 30 days. Default <see cref="KeyScope.Endpoint"/>.</summary>
    public KeyScope Scope { get; init; } = KeyScope.Endpoint;

    /// <summary>
    /// ARN of who may use the key to start instances; null takes the account's service-linked role of EC2 Fleet,
    /// <c>arn:aws:iam::ACCOUNT:role/aws-service-role/ec2fleet.amazonaws.com/AWSServiceRoleForEC2Fleet</c>.
    /// </summary>
    public string? GranteePrincipal { get; init; }

    /// <summary>How long a key that is nobody's is kept for whoever wants it back; that of a purge has its own. 7 to 30 days; default 30 days.</summary>
    public TimeSpan OrphanWait { get; init; } = TimeSpan.FromDays(30);
}
