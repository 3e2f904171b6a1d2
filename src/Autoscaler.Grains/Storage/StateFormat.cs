namespace Autoscaler.Grains.Storage;

/// <summary>How a stored state is written; the number is its first byte, so a number is never used for anything else.</summary>
public enum StateFormat
{
    /// <summary>JSON in UTF-8.</summary>
    Json = 1,

    /// <summary>JSON in UTF-8, compressed by Brotli; small states are written as <see cref="Json"/>.</summary>
    BrotliJson = 2,
}
