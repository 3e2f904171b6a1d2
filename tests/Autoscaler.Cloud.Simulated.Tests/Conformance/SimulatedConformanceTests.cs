using Autoscaler.Cloud.Conformance;
using Autoscaler.Cloud.Prices;

namespace Autoscaler.Cloud.Simulated.Tests.Conformance;

/// <summary>The simulated cloud does what every cloud does.</summary>
public static class SimulatedConformanceTests
{
    public sealed class InstanceCloudTests : InstanceCloudConformance
    {
        private protected override CloudUnderTest Cloud { get; } = new SimulatedUnderTest();
    }

    public sealed class SnapshotStoreTests : SnapshotStoreConformance
    {
        private protected override CloudUnderTest Cloud { get; } = new SimulatedUnderTest();
    }

    public sealed class KeyVaultTests : KeyVaultConformance
    {
        private protected override CloudUnderTest Cloud { get; } = new SimulatedUnderTest();
    }

    public sealed class TaggedResourcesTests : TaggedResourcesConformance
    {
        private protected override CloudUnderTest Cloud { get; } = new SimulatedUnderTest();
    }

    public sealed class PriceListTests : PriceListConformance
    {
        private protected override IPriceList Prices { get; } = new SimulatedUnderTest().Prices;
    }
}
