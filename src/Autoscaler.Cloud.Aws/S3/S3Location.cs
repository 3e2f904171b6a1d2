using System.Text.RegularExpressions;

namespace Autoscaler.Cloud.Aws.S3;

/// <summary>A prefix of a bucket.</summary>
/// <param name="Bucket">The bucket.</param>
/// <param name="Prefix">What its objects' keys begin with: empty for all of them, or ending in a slash.</param>
internal sealed partial record S3Location(string Bucket, string Prefix)
{
    /// <summary>Reads <c>s3://bucket/prefix/</c>; null for anything else.</summary>
    public static S3Location? Read(string location)
    {
        ArgumentNullException.ThrowIfNull(location);
        var match = Syntax().Match(location);
        return match.Success ? new S3Location(match.Groups["bucket"].Value, match.Groups["prefix"].Value) : null;
    }

    [GeneratedRegex(@"\As3://(?<bucket>[a-z0-9][a-z0-9.-]{1,61}[a-z0-9])/(?<prefix>([^\s]*/)?)\z", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Syntax();
}
