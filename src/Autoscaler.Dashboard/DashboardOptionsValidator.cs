using System.Globalization;
using Microsoft.Extensions.Options;

namespace Autoscaler.Dashboard;

/// <summary>Refuses options outside of their ranges, with all errors at once.</summary>
internal sealed class DashboardOptionsValidator : IValidateOptions<DashboardOptions>
{
    private static readonly TimeSpan ShortestPeriod = TimeSpan.FromMilliseconds(50);

    public ValidateOptionsResult Validate(string? name, DashboardOptions options)
    {
        var errors = new List<string>();
        Check(options.Period >= ShortestPeriod && options.Period <= TimeSpan.FromMinutes(1), nameof(options.Period), "50 ms to 1 min", options.Period);
        Check(options.SparklinePeriod >= ShortestPeriod && options.SparklinePeriod <= TimeSpan.FromMinutes(10), nameof(options.SparklinePeriod), "50 ms to 10 min", options.SparklinePeriod);
        Check(
            options.SessionLifetime >= TimeSpan.FromMinutes(1) && options.SessionLifetime <= TimeSpan.FromDays(30), nameof(options.SessionLifetime), "1 min to 30 days", options.SessionLifetime);
        Check(options.RetainedPages is >= 0 and <= 10_000, nameof(options.RetainedPages), "0 to 10,000 pages", options.RetainedPages);
        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);

        void Check(bool holds, string option, string expected, IFormattable found)
        {
            if (!holds)
            {
                errors.Add($"{nameof(DashboardOptions)}.{option}: expected {expected}; found {found.ToString(null, CultureInfo.InvariantCulture)}.");
            }
        }
    }
}
