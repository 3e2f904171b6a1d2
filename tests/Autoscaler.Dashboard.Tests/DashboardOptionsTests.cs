namespace Autoscaler.Dashboard.Tests;

public sealed class DashboardOptionsTests
{
    [Fact]
    public void Defaults_OfEveryOption_AreAsDocumented()
    {
        var options = new DashboardOptions();
        Assert.Equal(
            (TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(10), TimeSpan.FromDays(7), null, 200),
            (options.Period, options.SparklinePeriod, options.SessionLifetime, options.KeyFolder, options.RetainedPages));
        Assert.True(new DashboardOptionsValidator().Validate(null, options).Succeeded);
    }

    [Fact]
    public void Validate_AllWrong_SaysAll()
    {
        var options = new DashboardOptions { Period = TimeSpan.Zero, SparklinePeriod = TimeSpan.FromHours(1), SessionLifetime = TimeSpan.Zero, RetainedPages = -1 };
        Assert.Equal(4, new DashboardOptionsValidator().Validate(null, options).Failures!.Count());
    }
}
