namespace Autoscaler.Cloud.Aws.CloudWatch;

/// <summary>What came of a publication.</summary>
/// <param name="Published">Values that CloudWatch took.</param>
/// <param name="Kept">Values that it surely did not take; they go with the next publication.</param>
/// <param name="Lost">Values that it may have taken: they are not sent again, because the metric is a sum; and values that had been kept for too long.</param>
public readonly record struct PublishResult(int Published, int Kept, int Lost);
