using System.Security.Cryptography;

namespace Autoscaler.Grains.Access;

/// <summary>The operating system's generator.</summary>
internal sealed class SystemSecretSource : ISecretSource
{
#pragma warning disable RS0030 // The one place that the product's keys get their bytes from.
    public void Fill(Span<byte> bytes) => RandomNumberGenerator.Fill(bytes);
#pragma warning restore RS0030
}
