namespace Autoscaler.Decisions.Catalog;

/// <summary>What an instance type has and costs.</summary>
public sealed record InstanceTypeSpec
{
    /// <summary>The type; with the prefix <c>ml.</c> when SageMaker hosts it.</summary>
    public required InstanceTypeName Name { get; init; }

    /// <summary>The model of its accelerators, as <c>L4</c>.</summary>
    public required string Accelerator { get; init; }

    /// <summary>How many accelerators it has; at least 1.</summary>
    public required int Accelerators { get; init; }

    /// <summary>Memory of one accelerator.</summary>
    public required ByteCount AcceleratorMemory { get; init; }

    /// <summary>Virtual processors.</summary>
    public required int VirtualCpus { get; init; }

    /// <summary>Memory of the host.</summary>
    public required ByteCount HostMemory { get; init; }

    /// <summary>Network bandwidth that holds (the baseline, not the burst), in bytes a second.</summary>
    public required double NetworkBytesPerSecond { get; init; }

    /// <summary>On-demand list price in us-east-1, Linux.</summary>
    public required UsdPerHour OnDemandPrice { get; init; }

    /// <summary>Where the price is from.</summary>
    public required string PriceSource { get; init; }

    /// <summary>Whether this is the SageMaker-hosted variant.</summary>
    public required bool IsHosted { get; init; }
}
