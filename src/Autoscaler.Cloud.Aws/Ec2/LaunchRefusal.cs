using System.Collections.Frozen;
using Autoscaler.Cloud.Aws.Access;
using Autoscaler.Contracts.Capacity;

namespace Autoscaler.Cloud.Aws.Ec2;

/// <summary>One error of a launch, of a pool or of the call as a whole, by what it means to the caller.</summary>
/// <param name="Kind">What it means.</param>
/// <param name="Pool">The pool; null where it is about the call.</param>
/// <param name="Code">AWS's code.</param>
/// <param name="Message">AWS's message.</param>
internal sealed record LaunchRefusal(LaunchRefusalKind Kind, InstancePool? Pool, string Code, string Message)
{
    // Of a pool: another type or zone may have what this one has not.
    private static readonly FrozenSet<string> Capacity = new[]
    {
        "InsufficientInstanceCapacity", "InsufficientHostCapacity", "InsufficientReservedInstanceCapacity", "InsufficientCapacity", "InsufficientCapacityOnOutpost",
        "UnfulfillableCapacity", "ReservationCapacityExceeded", "InsufficientFreeAddressesInSubnet", "Unsupported",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>What AWS said.</summary>
    public string Reason => AwsFaults.Describe(Code, Message);

    /// <summary>Reads one error.</summary>
    public static LaunchRefusal Of(InstancePool? pool, string? code, string? message) =>
        new(KindOf(code ?? string.Empty, message ?? string.Empty), pool, code ?? "(no code)", message ?? string.Empty);

    private static LaunchRefusalKind KindOf(string code, string message)
    {
        if (Capacity.Contains(code))
        {
            return LaunchRefusalKind.Capacity;
        }

        // The template was written a moment ago: not everywhere yet.
        if (AwsFaults.IsThrottling(code) || code.StartsWith("InvalidLaunchTemplate", StringComparison.Ordinal))
        {
            return LaunchRefusalKind.Throttling;
        }

        // "The maximum cumulative rate" is a quota of the Region, 5,000 MiB/s by default. Its code is not documented: it is known by what it is about.
        if (code.Contains("VolumeInitializationRate", StringComparison.OrdinalIgnoreCase)
            || (code.Contains("LimitExceeded", StringComparison.Ordinal) && message.Contains("initialization rate", StringComparison.OrdinalIgnoreCase)))
        {
            return LaunchRefusalKind.RestoreRate;
        }

        var isSnapshot = code.StartsWith("InvalidSnapshot", StringComparison.Ordinal);
        var isKey = code.Contains("KMS", StringComparison.OrdinalIgnoreCase);
        return isSnapshot || isKey ? LaunchRefusalKind.Snapshot : code == "IdempotentParameterMismatch" ? LaunchRefusalKind.TokenUsed : LaunchRefusalKind.Other;
    }
}

/// <summary>What an error of a launch means to the caller.</summary>
internal enum LaunchRefusalKind
{
    /// <summary>The pool has no instance to give.</summary>
    Capacity,

    /// <summary>Too many calls, or too soon: the same again in a while.</summary>
    Throttling,

    /// <summary>The Region's sum of initialization rates is used up.</summary>
    RestoreRate,

    /// <summary>A snapshot is not there, or its key not usable.</summary>
    Snapshot,

    /// <summary>The token stands for a call with other parameters.</summary>
    TokenUsed,

    /// <summary>A quota, a permission, a wrong parameter.</summary>
    Other,
}
