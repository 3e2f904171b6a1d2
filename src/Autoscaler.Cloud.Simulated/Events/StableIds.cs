using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Autoscaler.Cloud.Simulated.Events;

/// <summary>Ids in the cloud's manner that depend on what they name only, so that one thing more leaves the ids of all others as they were.</summary>
internal static class StableIds
{
    // Seventeen hexadecimal digits, as in EC2's long ids.
    private const int Digits = 17;

    /// <summary>As <c>i-0123456789abcdef0</c>.</summary>
    /// <param name="prefix">The kind.</param>
    /// <param name="name">What it stands for.</param>
    /// <param name="number">Which of those of that name.</param>
    public static string Of(string prefix, string name, long number)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"{prefix}/{name}/{number}");
        return $"{prefix}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..Digits]}";
    }
}
