using System.Globalization;
using Autoscaler.Contracts.Endpoints;
using Autoscaler.Contracts.Specs;

namespace Autoscaler.Grains.Endpoints;

/// <summary>What copies must be that somebody sets by hand.</summary>
internal static class OverrideRules
{
    private static readonly TimeSpan Shortest = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Longest = TimeSpan.FromDays(7);

    // The call takes time, and the clock of whoever says "for a minute" is another one.
    private static readonly TimeSpan Slack = TimeSpan.FromSeconds(10);

    /// <summary>Everything that is wrong; empty if nothing is.</summary>
    /// <param name="copies">Copies to have.</param>
    /// <param name="until">Until when.</param>
    /// <param name="component">The component; null where there is none of that name, and its maximum cannot be told.</param>
    /// <param name="now">UTC.</param>
    public static ImmutableArray<SpecError> Validate(int copies, DateTimeOffset until, ComponentSpec? component, DateTimeOffset now)
    {
        var errors = ImmutableArray.CreateBuilder<SpecError>();
        if (copies < 0 || copies > component?.MaxCopies)
        {
            errors.Add(new SpecError("copies", component is null ? "0 or more" : $"0 to maxCopies, {Text(component.MaxCopies)}", Text(copies)));
        }

        if (until - now < Shortest - Slack || until - now > Longest + Slack)
        {
            errors.Add(new SpecError("until", $"1 min to 7 days from now, {Text(now + Shortest)} to {Text(now + Longest)}", Text(until)));
        }

        return errors.ToImmutable();
    }

    /// <summary>A time as errors and the journal of changes show it.</summary>
    public static string Text(DateTimeOffset time) => time.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);

    /// <summary>A number of copies as errors and the journal of changes show it.</summary>
    public static string Text(int copies) => copies.ToString(CultureInfo.InvariantCulture);
}
