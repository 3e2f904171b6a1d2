using System.Globalization;

namespace Autoscaler.Cli.Conventions;

/// <summary>Something in the input that cannot be used.</summary>
/// <param name="Source">The option or the file.</param>
/// <param name="Expected">What should have been there.</param>
/// <param name="Found">What was; null for nothing.</param>
internal sealed record InputError(string Source, string Expected, string? Found)
{
    /// <summary>The line of the file, from 1; null for an option.</summary>
    public int? Line { get; init; }

    /// <summary>The field within the line or document; null when it is the whole.</summary>
    public string? Field { get; init; }

    public override string ToString()
    {
        var line = Line is { } number ? string.Create(CultureInfo.InvariantCulture, $", line {number}") : "";
        var field = Field is null ? "" : $", field {Field}";
        return $"{Source}{line}{field}: expected {Expected}, found {(Found is null ? "nothing" : $"'{Found}'")}";
    }
}
