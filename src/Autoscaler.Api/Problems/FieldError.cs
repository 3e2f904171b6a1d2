namespace Autoscaler.Api.Problems;

/// <summary>One thing that is wrong with what a request brought.</summary>
/// <param name="Field">The field's path in the body, or the name of the parameter or header.</param>
/// <param name="Line">The line of the body, from 1; null outside of bodies.</param>
/// <param name="Column">The character in the line, from 1; null outside of bodies.</param>
/// <param name="Expected">What would be right.</param>
/// <param name="Found">What was there.</param>
internal sealed record FieldError(string Field, int? Line, int? Column, string Expected, string Found)
{
    private const int MaxFoundLength = 200;

    /// <summary>An error outside of the body.</summary>
    public static FieldError Outside(string field, string expected, string found) => new(field, null, null, expected, Cut(found));

    private static string Cut(string text) => text.Length > MaxFoundLength ? $"{text[..MaxFoundLength]}…" : text;
}
