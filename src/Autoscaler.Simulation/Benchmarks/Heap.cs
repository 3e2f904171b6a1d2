namespace Autoscaler.Simulation.Benchmarks;

/// <summary>What lives on the heap.</summary>
internal static class Heap
{
    private const int Collections = 3;

    /// <summary>Bytes that are still referenced, after the heap was collected and compacted.</summary>
    public static long Bytes()
    {
        for (var i = 0; i < Collections; i++)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            GC.WaitForPendingFinalizers();
        }

        return GC.GetTotalMemory(forceFullCollection: true);
    }
}
