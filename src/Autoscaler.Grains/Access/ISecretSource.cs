namespace Autoscaler.Grains.Access;

/// <summary>Where the bytes of keys come from: the system's generator, or in a simulation a seed, so that the same seed gives the same run. Safe for use from several threads.</summary>
public interface ISecretSource
{
    /// <summary>Fills a buffer; nobody can tell the bytes beforehand.</summary>
    void Fill(Span<byte> bytes);
}
