namespace Autoscaler.Cloud.Aws.Access;

/// <summary>The account that is called from.</summary>
internal interface ICallerAccount
{
    /// <summary>The partition, as <c>aws</c>, and the account's 12 digits.</summary>
    Task<(string Partition, string Account)> GetAsync(CancellationToken cancellationToken);
}
