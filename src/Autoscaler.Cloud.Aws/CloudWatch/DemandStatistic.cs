namespace Autoscaler.Cloud.Aws.CloudWatch;

/// <summary>How the concurrency of a component comes out of the values of its metric in a period.</summary>
public enum DemandStatistic
{
    /// <summary>
    /// The values are request-seconds and their sum over the period is divided by the period: what instances publish, each its own part. The metric of a period is then
    /// complete once every instance has published it.
    /// </summary>
    SumPerSecond = 0,

    /// <summary>Each value is the concurrency of the whole component, and their mean is taken.</summary>
    Average = 1,

    /// <summary>Each value is the concurrency of the whole component, and the largest is taken.</summary>
    Maximum = 2,
}
