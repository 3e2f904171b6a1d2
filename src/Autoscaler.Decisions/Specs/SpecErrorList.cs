using Autoscaler.Contracts.Endpoints;

namespace Autoscaler.Decisions.Specs;

/// <summary>
/// Collects what is wrong with a spec. Fields whose values could not be read are not judged, so that one mistake in a file gives one error.
/// </summary>
internal sealed class SpecErrorList(ImmutableHashSet<string> unread)
{
    private const long MaxSizeBytes = 1_000_000_000_000_000;

    private readonly ImmutableArray<SpecError>.Builder _errors = ImmutableArray.CreateBuilder<SpecError>();

    /// <summary>The errors so far, in the order of the rules.</summary>
    public ImmutableArray<SpecError> ToImmutable() => _errors.ToImmutable();

    /// <summary>Whether the field's value is what the author wrote: neither it nor a section that holds it failed to be read.</summary>
    public bool IsRead(string field)
    {
        for (var end = field.Length; end > 0; end = field.AsSpan(0, end).LastIndexOfAny('.', '['))
        {
            if (unread.Contains(field[..end]))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Adds an error unless the rule holds, or one of the fields it looks at was not read.</summary>
    public void Require(bool holds, string field, string expected, string found, params ReadOnlySpan<string> alsoLooksAt)
    {
        if (holds || !IsRead(field))
        {
            return;
        }

        foreach (var other in alsoLooksAt)
        {
            if (!IsRead(other))
            {
                return;
            }
        }

        _errors.Add(new SpecError(field, expected, found));
    }

    /// <summary>A section that must be there.</summary>
    public bool RequirePresent([System.Diagnostics.CodeAnalysis.NotNullWhen(true)] object? section, string field)
    {
        Require(section is not null, field, "a value", "nothing");
        return section is not null;
    }

    /// <summary>A whole number of <paramref name="min"/> or more.</summary>
    public void RequireAtLeast(int value, int min, string field) =>
        Require(value >= min, field, $"{SpecText.Of(min)} or more", SpecText.Of(value));

    /// <summary>A whole number in a closed range.</summary>
    public void RequireWithin(int value, int min, int max, string field) =>
        Require(value >= min && value <= max, field, $"{SpecText.Of(min)} to {SpecText.Of(max)}", SpecText.Of(value));

    /// <summary>A duration in a closed range.</summary>
    public void RequireWithin(TimeSpan value, TimeSpan min, TimeSpan max, string field) =>
        Require(value >= min && value <= max, field, $"{SpecText.Of(min)} to {SpecText.Of(max)}", SpecText.Of(value));

    /// <summary>A finite number above <paramref name="bound"/>.</summary>
    public void RequireAbove(double value, double bound, string field) =>
        Require(double.IsFinite(value) && value > bound, field, $"a finite number above {SpecText.Of(bound)}", SpecText.Of(value));

    /// <summary>A size above 0 bytes, and no larger than a document can say it.</summary>
    public void RequireSize(ByteCount value, string field)
    {
        Require(value.Value > 0, field, "a size above 0 GB", value.ToString());
        Require(value.Value <= MaxSizeBytes, field, "a size of at most 1,000,000 GB", value.ToString());
    }
}
