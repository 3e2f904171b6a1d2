using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Autoscaler.Contracts.Clients;

/// <summary>
/// Whom an instance can speak for: one generation of one slot. The token names both and is signed, so that whoever checks it needs the secret alone; it says nothing of
/// whether that generation still occupies the slot, which is the slot's to know.
/// </summary>
/// <param name="Slot">The slot.</param>
/// <param name="Generation">The generation that the instance was launched for.</param>
public readonly record struct SlotToken(SlotId Slot, int Generation)
{
    // The longest: two names of 63, two numbers of 10 digits, the separators, 43 characters of signature.
    private const int MaxLength = 256;
    private const string Purpose = "autoscaler slot token 1";

    /// <summary>The token, as <c>tenant/endpoint/ordinal/generation.signature</c> with an HMAC-SHA256 in base64url; the same for the same slot and generation.</summary>
    public static string Create(SlotTokenSecret secret, SlotId slot, int generation)
    {
        ArgumentNullException.ThrowIfNull(secret);
        var subject = SubjectOf(slot, generation);
        return $"{subject}.{SignatureOf(secret, subject)}";
    }

    /// <summary>What a token stands for; null for one that was not made with this secret.</summary>
    public static SlotToken? Verify(SlotTokenSecret secret, string? token)
    {
        ArgumentNullException.ThrowIfNull(secret);
        if (token is null || token.Length > MaxLength || token.LastIndexOf('.') is not (> 0 and var dot))
        {
            return null;
        }

        var expected = Encoding.UTF8.GetBytes(SignatureOf(secret, token[..dot]));
        return CryptographicOperations.FixedTimeEquals(expected, Encoding.UTF8.GetBytes(token[(dot + 1)..])) ? Read(token[..dot]) : null;
    }

    private static string SubjectOf(SlotId slot, int generation) => string.Create(CultureInfo.InvariantCulture, $"{slot}/{generation}");

    private static string SignatureOf(SlotTokenSecret secret, string subject) =>
        Base64Url.EncodeToString(HMACSHA256.HashData(secret.Bytes, Encoding.UTF8.GetBytes($"{Purpose}\n{subject}")));

    private static SlotToken? Read(string subject)
    {
        var slash = subject.LastIndexOf('/');
        try
        {
            return slash > 0 && int.TryParse(subject.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var generation)
                ? new SlotToken(SlotId.Parse(subject[..slash]), generation)
                : null;
        }
        catch (FormatException)
        {
            // Signed with the secret for another purpose's sake: no slot.
            return null;
        }
    }
}
