using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Autoscaler.Contracts.Clients;

/// <summary>
/// What an instance shows to speak for its slot: the slot and generation in clear and a mark that only whoever has the secret can make, as
/// <c>asi1.CLAIM.MARK</c>. It is bound to the generation, so that it dies with the instance that was given it.
/// </summary>
/// <param name="Slot">The slot.</param>
/// <param name="Generation">The generation of the slot, from 1.</param>
public sealed record SlotToken(SlotId Slot, int Generation)
{
    /// <summary>Fewest bytes of a secret.</summary>
    public const int MinSecretBytes = 32;

    private const string Prefix = "asi1";
    private const int MaxLength = 512;

    /// <summary>The token as the instance shows it.</summary>
    /// <param name="secret">The secret, 32 bytes or more; the same for all that make tokens and all that read them.</param>
    /// <exception cref="ArgumentException">The secret is too short.</exception>
    public string Sign(ReadOnlySpan<byte> secret)
    {
        if (secret.Length < MinSecretBytes)
        {
            throw new ArgumentException($"Expected a secret of {MinSecretBytes} bytes or more; found {secret.Length}.", nameof(secret));
        }

        var claim = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{Slot}:{Generation}"));
        return $"{Prefix}.{Base64Url.EncodeToString(claim)}.{Base64Url.EncodeToString(MarkOf(claim, secret))}";
    }

    /// <summary>Reads a token; null where it has another shape, or was not made with the secret. How long it takes tells nothing of the secret.</summary>
    public static SlotToken? Read(string? text, ReadOnlySpan<byte> secret)
    {
        if (text is null || text.Length > MaxLength || text.Split('.') is not [Prefix, var claimText, var markText] || DecodedOf(claimText) is not { } claim || DecodedOf(markText) is not { } mark)
        {
            return null;
        }

        return CryptographicOperations.FixedTimeEquals(mark, MarkOf(claim, secret)) ? ParseClaim(Encoding.UTF8.GetString(claim)) : null;
    }

    /// <summary>Without the mark, so that no log shows it.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Slot} generation {Generation}");

    private static SlotToken? ParseClaim(string claim)
    {
        var colon = claim.LastIndexOf(':');
        try
        {
            return colon > 0 && int.TryParse(claim.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var generation)
                ? new SlotToken(SlotId.Parse(claim[..colon]), generation)
                : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static byte[]? DecodedOf(string text)
    {
        var bytes = new byte[Base64Url.GetMaxDecodedLength(text.Length)];
        return Base64Url.IsValid(text) && Base64Url.TryDecodeFromChars(text, bytes, out var length) ? bytes[..length] : null;
    }

    private static byte[] MarkOf(ReadOnlySpan<byte> claim, ReadOnlySpan<byte> secret) => HMACSHA256.HashData(secret, claim);
}
