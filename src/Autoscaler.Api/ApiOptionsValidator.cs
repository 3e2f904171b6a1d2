using System.Globalization;
using Microsoft.Extensions.Options;

namespace Autoscaler.Api;

/// <summary>Refuses options outside of their ranges, with all errors at once.</summary>
internal sealed class ApiOptionsValidator : IValidateOptions<ApiOptions>
{
    public ValidateOptionsResult Validate(string? name, ApiOptions options)
    {
        var errors = new List<string>();
        Check(options.RequestsPerSecond is >= 0.01 and <= 100_000, nameof(options.RequestsPerSecond), "0.01 to 100,000 requests a second", options.RequestsPerSecond);
        Check(options.RequestBurst is >= 1 and <= 100_000, nameof(options.RequestBurst), "1 to 100,000 requests", options.RequestBurst);
        Check(options.FailedKeysPerMinute is >= 1 and <= 1_000, nameof(options.FailedKeysPerMinute), "1 to 1,000 keys a minute", options.FailedKeysPerMinute);
        CheckTime(options.LongestSlowing, TimeSpan.FromSeconds(1), TimeSpan.FromHours(1), nameof(options.LongestSlowing));
        Check(options.RememberedKeys is >= 100 and <= 1_000_000, nameof(options.RememberedKeys), "100 to 1,000,000 keys", options.RememberedKeys);
        CheckTime(options.KeyCheckLifetime, TimeSpan.Zero, TimeSpan.FromSeconds(1), nameof(options.KeyCheckLifetime));
        Check(options.MaxBodyBytes is >= 1_000 and <= 10_000_000, nameof(options.MaxBodyBytes), "1,000 to 10,000,000 bytes", options.MaxBodyBytes);
        Check(options.Waiters is >= 1 and <= 100_000, nameof(options.Waiters), "1 to 100,000 requests", options.Waiters);
        Check(options.WaitersPerTenant >= 1 && options.WaitersPerTenant <= options.Waiters, nameof(options.WaitersPerTenant), $"1 to {nameof(options.Waiters)}, {options.Waiters}", options.WaitersPerTenant);
        Check(options.Streams is >= 1 and <= 10_000, nameof(options.Streams), "1 to 10,000 streams", options.Streams);
        Check(options.StreamsPerKey >= 1 && options.StreamsPerKey <= options.Streams, nameof(options.StreamsPerKey), $"1 to {nameof(options.Streams)}, {options.Streams}", options.StreamsPerKey);
        Check(options.StreamBuffer is >= 10 and <= 100_000, nameof(options.StreamBuffer), "10 to 100,000 events", options.StreamBuffer);
        CheckTime(options.StreamPeriod, TimeSpan.FromMilliseconds(10), TimeSpan.FromSeconds(10), nameof(options.StreamPeriod));
        CheckTime(options.StreamHeartbeat, TimeSpan.FromMilliseconds(100), TimeSpan.FromMinutes(5), nameof(options.StreamHeartbeat));
        Check(options.ClockSpeed is >= 0.001 and <= 1_000_000, nameof(options.ClockSpeed), "0.001 to 1,000,000", options.ClockSpeed);
        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);

        void Check(bool holds, string option, string expected, IFormattable found)
        {
            if (!holds)
            {
                errors.Add($"{nameof(ApiOptions)}.{option}: expected {expected}; found {found.ToString(null, CultureInfo.InvariantCulture)}.");
            }
        }

        void CheckTime(TimeSpan time, TimeSpan least, TimeSpan most, string option) =>
            Check(time >= least && time <= most, option, string.Create(CultureInfo.InvariantCulture, $"{least.TotalSeconds} s to {most.TotalSeconds} s"), time);
    }
}
