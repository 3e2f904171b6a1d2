namespace Autoscaler.Simulation.Replays;

/// <summary>A hash over texts in their order (FNV-1a, 64 bits): equal for equal runs, in any process.</summary>
internal sealed class EventHash
{
    private const ulong Prime = 1099511628211;

    public ulong Value { get; private set; } = 14695981039346656037;

    public void Add(ReadOnlySpan<char> text)
    {
        var hash = Value;
        foreach (var c in text)
        {
            hash = (hash ^ c) * Prime;
        }

        Value = (hash ^ '\n') * Prime;
    }

    public void Add(ulong number)
    {
        for (var i = 0; i < 8; i++, number >>= 8)
        {
            Value = (Value ^ (number & 0xff)) * Prime;
        }
    }
}
