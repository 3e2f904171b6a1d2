using System.Security.Cryptography;
using System.Text;

namespace Autoscaler.Documents;

/// <summary>
/// The digest that stands for an image reference nobody resolved: equal references get equal ones, which is all that a simulated registry can promise.
/// </summary>
public static class StandInDigest
{
    /// <summary>SHA-256 of the reference.</summary>
    public static ImageDigest Of(string reference) => new($"sha256:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(reference)))}");
}
