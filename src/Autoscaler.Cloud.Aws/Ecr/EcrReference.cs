using System.Text.RegularExpressions;

namespace Autoscaler.Cloud.Aws.Ecr;

/// <summary>An image of a private registry of ECR.</summary>
/// <param name="Account">Whose registry.</param>
/// <param name="Region">Where it is; it need not be where the fleet is.</param>
/// <param name="Repository">The repository, with slashes where its name has some.</param>
/// <param name="Tag">The tag; null where the digest says more.</param>
/// <param name="Digest">The digest; null where a tag is asked for.</param>
internal sealed partial record EcrReference(string Account, string Region, string Repository, string? Tag, string? Digest)
{
    /// <summary>What a reference looks like, for messages.</summary>
    public const string Expected = "ACCOUNT.dkr.ecr.REGION.amazonaws.com/repository:tag, or @sha256:… instead of the tag";

    private const string DefaultTag = "latest";

    /// <summary>Reads a reference; null for one that is not of ECR. Without tag and digest it means <c>latest</c>, as everywhere; with both, the digest.</summary>
    public static EcrReference? Read(string reference)
    {
        ArgumentNullException.ThrowIfNull(reference);
        var match = Syntax().Match(reference);
        if (!match.Success)
        {
            return null;
        }

        var digest = match.Groups["digest"] is { Success: true } found ? found.Value : null;
        var tag = digest is not null ? null : match.Groups["tag"] is { Success: true } named ? named.Value : DefaultTag;
        return new EcrReference(match.Groups["account"].Value, match.Groups["region"].Value, match.Groups["repository"].Value, tag, digest);
    }

    // The Region becomes part of a host's name that requests are signed for: nothing else may pass for one.
    [GeneratedRegex(
        """
        \A(?<account>[0-9]{12})\.(dkr\.ecr(-fips)?\.(?<region>[a-z]{2}(-[a-z]{2,12}){1,3}-[0-9]{1,2})\.amazonaws\.com(\.cn)?
        |dkr-ecr(-fips)?\.(?<region>[a-z]{2}(-[a-z]{2,12}){1,3}-[0-9]{1,2})\.on\.(aws|amazonwebservices\.com\.cn))
        /(?<repository>[a-z0-9]+([._/-]+[a-z0-9]+)*)
        (:(?<tag>[A-Za-z0-9_][A-Za-z0-9._-]{0,127}))?(@(?<digest>sha256:[0-9a-f]{64}))?\z
        """,
        RegexOptions.CultureInvariant | RegexOptions.IgnorePatternWhitespace | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Syntax();
}
