namespace Autoscaler.TestKit;

/// <summary>Runs a check under one seed, and says which one failed.</summary>
public static class Seeds
{
    public static void Try(int seed, Action<int> check)
    {
        ArgumentNullException.ThrowIfNull(check);
        try
        {
            check(seed);
        }
#pragma warning disable CA1031 // Thrown on, with the seed.
        catch (Exception e)
#pragma warning restore CA1031
        {
            throw new InvalidOperationException($"Seed {seed}: {e.Message}", e);
        }
    }
}
