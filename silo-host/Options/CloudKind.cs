namespace Autoscaler.SiloHost.Options;

/// <summary>Which cloud the fleet runs on.</summary>
internal enum CloudKind
{
    /// <summary>One that this program simulates.</summary>
    Simulated,
}
