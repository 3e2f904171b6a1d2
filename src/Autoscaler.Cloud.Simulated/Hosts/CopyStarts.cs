namespace Autoscaler.Cloud.Simulated.Hosts;

/// <summary>The copies that became ready, in order.</summary>
internal sealed class CopyStarts
{
    // A simulation of weeks starts thousands; beyond this the first ones are kept.
    private const int MaxRecorded = 1_000_000;

    private readonly List<CopyStart> _recorded = [];

    public ImmutableArray<CopyStart> All => [.. _recorded];

    public void Record(CopyStart start)
    {
        if (_recorded.Count < MaxRecorded)
        {
            _recorded.Add(start);
        }
    }
}
