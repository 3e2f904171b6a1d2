using System.Text;

namespace Autoscaler.Cloud.Aws.BootScripts;

/// <summary>User data as EC2 takes it.</summary>
internal static class ScriptText
{
    /// <summary>The most bytes, before they are encoded.</summary>
    public const int MaxBytes = 16_384;

    /// <summary>The text, if it is short enough.</summary>
    /// <param name="text">The text.</param>
    /// <param name="subject">What it is for, as the message of a refusal says it.</param>
    /// <exception cref="ScriptTooLongException">It is too long.</exception>
    public static string Checked(string text, string subject)
    {
        var bytes = Encoding.UTF8.GetByteCount(text);
        return bytes <= MaxBytes
            ? text
            : throw new ScriptTooLongException($"The user data of {subject} has {bytes} bytes; expected at most {MaxBytes}. Fewer images and volumes, or shorter addresses, make it shorter.");
    }

    /// <summary>The text in base64, as calls carry it.</summary>
    public static string Encode(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
