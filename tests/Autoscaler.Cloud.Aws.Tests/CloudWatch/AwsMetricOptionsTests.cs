using Autoscaler.Cloud.Aws.CloudWatch;

namespace Autoscaler.Cloud.Aws.Tests.CloudWatch;

public sealed class AwsMetricOptionsTests
{
    [Fact]
    public void Defaults_AreAsDocumented_AndRight()
    {
        var options = new AwsMetricOptions();

        Assert.Equal(("Autoscaler", "RequestSeconds", null, DemandStatistic.SumPerSecond), (options.Namespace, options.DemandMetric, options.ArrivalsMetric, options.Statistic));
        Assert.Equal(("Tenant", "Endpoint", "Component"), (options.TenantDimension, options.EndpointDimension, options.ComponentDimension));
        Assert.Equal(
            (TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(8)), (options.Period, options.SettleTime, options.CallTimeout));
        Assert.Equal((TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(5)), (options.ThrottleDelay, options.PublishPeriod));
        Assert.Empty(options.Check());
    }

    [Fact]
    public void Check_TellsEveryErrorAtOnce()
    {
        var options = new AwsMetricOptions
        {
            Namespace = "",
            DemandMetric = "Same",
            ArrivalsMetric = "Same",
            EndpointDimension = "Tenant",
            Statistic = (DemandStatistic)9,
            Period = TimeSpan.FromSeconds(7),
            SettleTime = TimeSpan.FromMinutes(3),
            CallTimeout = TimeSpan.Zero,
            ThrottleDelay = TimeSpan.Zero,
            PublishPeriod = TimeSpan.FromSeconds(20),
        };

        var errors = options.Check();

        Assert.Equal(9, errors.Length);
        Assert.All(errors, static error => Assert.StartsWith("Aws.Metrics: ", error, StringComparison.Ordinal));
        Assert.Contains("Aws.Metrics: Period must be 1, 5, 10, 20 or 30 s, or whole minutes up to 5; found 00:00:07.", errors);
        Assert.Contains("Aws.Metrics: PublishPeriod must be at most Period; found 00:00:20 and 00:00:07.", errors);
    }
}
