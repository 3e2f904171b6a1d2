namespace Autoscaler.SiloHost.Options;

/// <summary>Which cloud the fleet runs on.</summary>
internal enum CloudKind
{
    /// <summary>One that this program simulates.</summary>
    Simulated,

    /// <summary>AWS: EC2, CloudWatch and the rest, in an account.</summary>
    Aws,
}
