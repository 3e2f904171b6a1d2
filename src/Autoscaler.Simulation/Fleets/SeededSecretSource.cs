using System.Buffers.Binary;
using System.Security.Cryptography;
using Autoscaler.Grains.Access;

namespace Autoscaler.Simulation.Fleets;

/// <summary>Bytes that the seed decides, for keys in a simulation: SHA-256 over the seed and a counter. It outlives crashes, so no key comes twice.</summary>
internal sealed class SeededSecretSource(ulong seed) : ISecretSource
{
    private readonly byte[] _block = new byte[SHA256.HashSizeInBytes];
    private ulong _blocks;
    private int _used = SHA256.HashSizeInBytes;

    public void Fill(Span<byte> bytes)
    {
        for (var i = 0; i < bytes.Length; i++)
        {
            if (_used == _block.Length)
            {
                NextBlock();
            }

            bytes[i] = _block[_used++];
        }
    }

    private void NextBlock()
    {
        Span<byte> input = stackalloc byte[2 * sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(input, seed);
        BinaryPrimitives.WriteUInt64LittleEndian(input[sizeof(ulong)..], _blocks++);
        SHA256.HashData(input, _block);
        _used = 0;
    }
}
