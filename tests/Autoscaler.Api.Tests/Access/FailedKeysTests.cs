using System.Net;
using Autoscaler.Keys;
using Microsoft.Extensions.Options;

namespace Autoscaler.Api.Tests.Access;

public sealed class FailedKeysTests
{
    private static readonly IPAddress Address = IPAddress.Parse("192.0.2.7");

    private readonly ManualTime _time = new(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));

    [Fact]
    public void SlowedFor_FiveInAMinute_GrowsWithEachMore()
    {
        using var failures = Create();
        var slowings = new List<double?>();
        for (var i = 0; i < 12; i++)
        {
            failures.Add(Address);
            var slowed = failures.SlowedFor(Address);
            slowings.Add(slowed?.TotalSeconds);
            _time.Advance(slowed ?? TimeSpan.FromSeconds(1));
        }

        Assert.Equal([null, null, null, null, 1, 2, 4, 8, 16, 32, 60, 60], slowings);
    }

    [Fact]
    public void SlowedFor_AfterAQuietMinute_CountsAnew()
    {
        using var failures = Create();
        for (var i = 0; i < 6; i++)
        {
            failures.Add(Address);
        }

        _time.Advance(TimeSpan.FromSeconds(63));
        failures.Add(Address);
        Assert.Null(failures.SlowedFor(Address));
    }

    [Fact]
    public void SlowedFor_OtherAddresses_IsTheirsAlone()
    {
        using var failures = Create();
        for (var i = 0; i < 5; i++)
        {
            failures.Add(IPAddress.Parse($"2001:db8:1:2::{i}"));
        }

        Assert.NotNull(failures.SlowedFor(IPAddress.Parse("2001:db8:1:2:ffff::1")));
        Assert.Null(failures.SlowedFor(IPAddress.Parse("2001:db8:1:3::1")));
        Assert.Null(failures.SlowedFor(Address));
        Assert.Null(failures.SlowedFor(null));
    }

    private FailedKeys Create() => new(Options.Create(new KeyCheckOptions()), _time);
}
