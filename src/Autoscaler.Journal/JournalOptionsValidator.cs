using Microsoft.Extensions.Options;

namespace Autoscaler.Journal;

/// <summary>Checks the options, and reports all that is wrong at once.</summary>
internal sealed class JournalOptionsValidator : IValidateOptions<JournalOptions>
{
    private const long MaxRows = 1_000_000_000;

    public ValidateOptionsResult Validate(string? name, JournalOptions options)
    {
        var errors = new List<string>();
        if (string.IsNullOrWhiteSpace(options.Path))
        {
            errors.Add($"{nameof(options.Path)}: expected the path of a file, or {JournalOptions.InMemory}; found nothing.");
        }

        Check(errors, nameof(options.EventsKept), options.EventsKept, TimeSpan.FromHours(1), TimeSpan.FromDays(400));
        Check(errors, nameof(options.MaxEvents), options.MaxEvents, 1_000, MaxRows);
        Check(errors, nameof(options.ChangesKept), options.ChangesKept, TimeSpan.FromDays(1), TimeSpan.FromDays(4_000));
        Check(errors, nameof(options.MaxChanges), options.MaxChanges, 1_000, MaxRows);
        Check(errors, nameof(options.FineDemandKept), options.FineDemandKept, TimeSpan.FromMinutes(10), TimeSpan.FromHours(48));
        Check(errors, nameof(options.CoarseDemandKept), options.CoarseDemandKept, TimeSpan.FromHours(1), TimeSpan.FromDays(400));
        if (options.CoarseDemandKept < options.FineDemandKept)
        {
            errors.Add($"{nameof(options.CoarseDemandKept)}: expected no less than {nameof(options.FineDemandKept)}, {options.FineDemandKept}; found {options.CoarseDemandKept}.");
        }

        Check(errors, nameof(options.MaxOpenMinutes), options.MaxOpenMinutes, 1_000, 10_000_000);
        Check(errors, nameof(options.WritePeriod), options.WritePeriod, TimeSpan.FromMilliseconds(10), TimeSpan.FromSeconds(10));
        Check(errors, nameof(options.MaxQueuedEvents), options.MaxQueuedEvents, 100, 1_000_000);
        Check(errors, nameof(options.MaxQueuedPoints), options.MaxQueuedPoints, 100, 10_000_000);
        Check(errors, nameof(options.StopTimeout), options.StopTimeout, TimeSpan.FromSeconds(0.1), TimeSpan.FromMinutes(1));
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
