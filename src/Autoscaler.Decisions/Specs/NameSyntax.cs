namespace Autoscaler.Decisions.Specs;

/// <summary>The syntax of the names in a spec.</summary>
public static class NameSyntax
{
    /// <summary>What a name of a tenant, an endpoint, a component or a zone is made of.</summary>
    public const string NameRule = "lower-case letters, digits and hyphens, 1 to 63 characters";

    /// <summary>What an image digest looks like.</summary>
    public const string DigestRule = "sha256: and 64 lower-case hexadecimal digits";

    /// <summary>What a location is made of: one that a registry or an object store can be asked for.</summary>
    public const string LocationRule = "1 to 1,024 characters, none of them white space";

    private const int MaxNameLength = 63;
    private const int MaxLocationLength = 1_024;
    private const string DigestPrefix = "sha256:";
    private const int DigestLength = 71;

    /// <summary>Whether a text is such a name.</summary>
    public static bool IsName(string? text) =>
        text is { Length: > 0 and <= MaxNameLength } && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');

    /// <summary>Whether a text is such a digest.</summary>
    public static bool IsDigest(string? text) =>
        text is { Length: DigestLength }
        && text.StartsWith(DigestPrefix, StringComparison.Ordinal)
        && text.Skip(DigestPrefix.Length).All(char.IsAsciiHexDigitLower);

    /// <summary>Whether a text is such a location.</summary>
    public static bool IsLocation(string? text) =>
        text is { Length: > 0 and <= MaxLocationLength } && !text.Any(c => char.IsWhiteSpace(c) || char.IsControl(c));
}
