using Microsoft.Extensions.Options;

namespace Autoscaler.Api.Tests;

public sealed class ApiOptionsTests
{
    private static readonly ApiOptionsValidator Validator = new();

    [Fact]
    public void Defaults_OfEveryOption_AreThoseDocumented()
    {
        var options = new ApiOptions();
        Assert.Equal(
            (50.0, 100, 5, 10_000, 1_000_000, 128, 1_024, 20, 200, 1_000, 1.0),
            (options.RequestsPerSecond, options.RequestBurst, options.FailedKeysPerMinute, options.RememberedKeys, options.MaxBodyBytes, options.WaitersPerTenant,
                options.Waiters, options.StreamsPerKey, options.Streams, options.StreamBuffer, options.ClockSpeed));
        Assert.Equal(
            (TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(1), TimeSpan.FromMilliseconds(250), TimeSpan.FromSeconds(15)),
            (options.LongestSlowing, options.KeyCheckLifetime, options.StreamPeriod, options.StreamHeartbeat));
        Assert.True(Validator.Validate(Options.DefaultName, options).Succeeded);
    }

    [Fact]
    public void Validate_EveryOptionWrong_SaysAllAtOnce()
    {
        var result = Validator.Validate(Options.DefaultName, new ApiOptions
        {
            RequestsPerSecond = double.NaN,
            RequestBurst = 0,
            FailedKeysPerMinute = 0,
            LongestSlowing = TimeSpan.Zero,
            RememberedKeys = 1,
            KeyCheckLifetime = TimeSpan.FromSeconds(2),
            MaxBodyBytes = 1,
            WaitersPerTenant = 2,
            Waiters = 1,
            StreamsPerKey = 2,
            Streams = 1,
            StreamBuffer = 1,
            StreamPeriod = TimeSpan.Zero,
            StreamHeartbeat = TimeSpan.Zero,
            ClockSpeed = 0,
        });
        var failures = result.Failures!.ToList();
        Assert.Equal(13, failures.Count);
        Assert.All(failures, static failure => Assert.Contains("expected", failure, StringComparison.Ordinal));
        Assert.Contains("ApiOptions.WaitersPerTenant: expected 1 to Waiters, 1; found 2.", failures);
    }
}
