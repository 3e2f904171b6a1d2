using System.Security.Cryptography;
using System.Text;
using Autoscaler.Contracts.Clients;

namespace Autoscaler.Grains.Access;

/// <summary>
/// The secrets of keys. One is 256 random bits and nothing that a person thought of, so whoever steals the hashes would have to try 2^255 of them for one key: a plain
/// SHA-256 keeps it, and a slow hash, which makes guessing passwords dear, would only let whoever sends wrong keys use up the processor.
/// </summary>
internal static class KeySecret
{
    private const int SecretBytes = 32;
    private const string IdLetters = "abcdefghijklmnopqrstuvwxyz0123456789";

    // The largest multiple of 36 that a byte holds: bytes from there on would make the first letters likelier.
    private const int FairBytes = 252;

    // A byte is unfair once in 64; so many in a row are as likely as guessing half a secret.
    private const int MaxUnfair = 20;

    /// <summary>What an id that nobody has is compared with: no secret has this hash, as far as anybody knows.</summary>
    public static string HashOfNobody { get; } = new('0', 2 * SHA256.HashSizeInBytes);

    /// <summary>A new secret, 64 hexadecimal digits.</summary>
    public static string Create(ISecretSource source)
    {
        Span<byte> bytes = stackalloc byte[SecretBytes];
        source.Fill(bytes);
        return Convert.ToHexStringLower(bytes);
    }

    /// <summary>A new id of a key, 12 lower-case letters and digits: 62 random bits.</summary>
    public static string CreateId(ISecretSource source) => string.Create(ApiToken.KeyIdLength, source, static (letters, source) =>
    {
        for (var i = 0; i < letters.Length; i++)
        {
            letters[i] = IdLetters[FairByte(source) % IdLetters.Length];
        }
    });

    /// <summary>What is stored of a secret: its SHA-256, in hexadecimal.</summary>
    public static string HashOf(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));

    /// <summary>Whether a secret has this hash. It takes as long whatever the answer.</summary>
    public static bool Matches(string secret, string hash) =>
        CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(secret)), Convert.FromHexString(hash));

    private static byte FairByte(ISecretSource source)
    {
        Span<byte> one = stackalloc byte[1];
        for (var tried = 0; tried < MaxUnfair; tried++)
        {
            source.Fill(one);
            if (one[0] < FairBytes)
            {
                return one[0];
            }
        }

        throw new InvalidOperationException($"{source.GetType()} gave {MaxUnfair} bytes of {FairBytes} or more in a row; expected random ones.");
    }
}
