namespace Autoscaler.SiloHost.Options;

/// <summary>An option that cannot be used.</summary>
/// <param name="Option">The option.</param>
/// <param name="Expected">What should have been there.</param>
/// <param name="Found">What was; null for nothing.</param>
internal sealed record OptionError(string Option, string Expected, string? Found)
{
    public override string ToString() => $"{Option}: expected {Expected}; found {(Found is null ? "nothing" : $"'{Found}'")}";
}
