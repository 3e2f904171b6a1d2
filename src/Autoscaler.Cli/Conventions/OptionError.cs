namespace Autoscaler.Cli.Conventions;

/// <summary>An option that cannot be used.</summary>
/// <param name="Option">The option.</param>
/// <param name="Expected">What should have been there.</param>
/// <param name="Found">What was; null for nothing.</param>
internal sealed record OptionError(string Option, string Expected, string? Found)
{
    /// <summary>What was, in words that stand as they are; null for <see cref="Found"/> in quotes.</summary>
    public string? FoundText { get; init; }

    public override string ToString() => $"{Option}: expected {Expected}; found {FoundText ?? (Found is null ? "nothing" : $"'{Found}'")}";
}
