using Microsoft.Extensions.Options;

namespace Autoscaler.Grains;

/// <summary>Checks the options, and reports all that is wrong at once.</summary>
internal sealed class FleetOptionsValidator : IValidateOptions<FleetOptions>
{
    public ValidateOptionsResult Validate(string? name, FleetOptions options)
    {
        var errors = new List<string>();
        Check(errors, nameof(options.TickPeriod), options.TickPeriod, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(5));
        Check(errors, nameof(options.TickDeadline), options.TickDeadline, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(5));
        Check(errors, nameof(options.WorkPeriod), options.WorkPeriod, TimeSpan.FromSeconds(0.1), TimeSpan.FromMinutes(1));
        Check(errors, nameof(options.ProbePeriod), options.ProbePeriod, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(10));
        Check(errors, nameof(options.HeartbeatPeriod), options.HeartbeatPeriod, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1));
        Check(errors, nameof(options.HostUnknownAfter), options.HostUnknownAfter, options.HeartbeatPeriod * 2, TimeSpan.FromMinutes(10));
        Check(errors, nameof(options.HostLostAfter), options.HostLostAfter, options.HostUnknownAfter + TimeSpan.FromTicks(1), TimeSpan.FromHours(1));
        Check(errors, nameof(options.BuildRetryDelay), options.BuildRetryDelay, TimeSpan.FromSeconds(1), TimeSpan.FromHours(1));
        Check(errors, nameof(options.BuildDeadline), options.BuildDeadline, TimeSpan.FromMinutes(5), TimeSpan.FromHours(24));
        Check(errors, nameof(options.MechanismPeriod), options.MechanismPeriod, TimeSpan.FromMinutes(1), TimeSpan.FromHours(24));
        Check(errors, nameof(options.KeyDeletionWait), options.KeyDeletionWait, TimeSpan.FromDays(7), TimeSpan.FromDays(30));
        Check(errors, nameof(options.SweepPeriod), options.SweepPeriod, TimeSpan.FromMinutes(1), TimeSpan.FromHours(24));
        Check(errors, nameof(options.MaxBuildersPerTenant), options.MaxBuildersPerTenant, 1, 1000);
        Check(errors, nameof(options.FastRestoresPerRegion), options.FastRestoresPerRegion, 0, 1000);
        Check(errors, nameof(options.MaxCacheGigabytesPerTenant), options.MaxCacheGigabytesPerTenant ?? 1, 1e-3, 1e9);
        Check(errors, nameof(options.CapacityAvoidance), options.CapacityAvoidance, TimeSpan.FromSeconds(1), TimeSpan.FromHours(1));
        Check(errors, nameof(options.FeedCount), options.FeedCount, 1, 1000);
        Check(errors, nameof(options.TickParallelism), options.TickParallelism, 1, 1000);
        errors.AddRange(options.Watching.Check().Select(static error => $"Watching.{error}"));
        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }

    private static void Check<T>(List<string> errors, string name, T value, T least, T most)
        where T : IComparable<T>
    {
        if (value.CompareTo(least) < 0 || value.CompareTo(most) > 0)
        {
            errors.Add($"{name}: expected {least} to {most}; found {value}.");
        }
    }
}
