using System.Text;

namespace Autoscaler.Contracts.Clients;

/// <summary>What slot tokens are signed with. It shows itself to nobody: its text is a placeholder.</summary>
public sealed class SlotTokenSecret
{
    /// <summary>The least length, in bytes: that of the hash.</summary>
    public const int MinBytes = 32;

    private readonly byte[] _bytes;

    private SlotTokenSecret(byte[] bytes) => _bytes = bytes;

    /// <summary>The bytes.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes;

    /// <summary>From text, as a configuration holds it: its UTF-8 bytes.</summary>
    /// <exception cref="ArgumentException">There are fewer than <see cref="MinBytes"/>; the message says how many, and none of them.</exception>
    public static SlotTokenSecret FromText(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return FromBytes(Encoding.UTF8.GetBytes(text));
    }

    /// <summary>From bytes.</summary>
    /// <exception cref="ArgumentException">There are fewer than <see cref="MinBytes"/>.</exception>
    public static SlotTokenSecret FromBytes(ReadOnlySpan<byte> bytes) => bytes.Length >= MinBytes
        ? new SlotTokenSecret(bytes.ToArray())
        : throw new ArgumentException($"The secret of slot tokens: expected at least {MinBytes} bytes; found {bytes.Length}.", nameof(bytes));

    /// <inheritdoc/>
    public override string ToString() => "(secret)";
}
