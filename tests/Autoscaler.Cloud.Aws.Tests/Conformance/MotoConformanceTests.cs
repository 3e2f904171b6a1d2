using Autoscaler.Cloud.Aws.Prices;
using Autoscaler.Cloud.Aws.Tests.Kit;
using Autoscaler.Cloud.Conformance;
using Autoscaler.Cloud.Prices;

namespace Autoscaler.Cloud.Aws.Tests.Conformance;

/// <summary>
/// The AWS adapters do what every cloud does, as moto sees it. What moto lacks or does otherwise than AWS documents is covered by scripted servers instead:
/// <list type="bullet">
/// <item>client tokens of CreateFleet and RunInstances are ignored (each call launches): <c>Ec2/LaunchTokenTests</c>;</item>
/// <item>fast snapshot restore answers 500: <c>Ec2/FastRestoreTests</c>;</item>
/// <item>an instant fleet takes its first override always, and no pool is ever without capacity: <c>Ec2/LaunchAnswerTests</c>;</item>
/// <item>an instant fleet ignores its template's block devices, security groups and machine image; VolumeInitializationRate and Throughput are dropped: <c>Ec2/LaunchRequestTests</c>;</item>
/// <item>instances and volumes change state at once, and lists have no lag: <c>Ec2/ListingLagTests</c>;</item>
/// <item>pages of DescribeInstances end at reservations: <c>Ec2/PagingTests</c>.</item>
/// </list>
/// </summary>
public static class MotoConformanceTests
{
    [Collection(MotoCollectionDefinition.Name)]
    public sealed class InstanceCloudTests(MotoServer moto) : InstanceCloudConformance, IAsyncLifetime
    {
        private MotoUnderTest? _cloud;

        private protected override CloudUnderTest Cloud => _cloud!;

        public async Task InitializeAsync() => _cloud = await MotoUnderTest.CreateAsync(moto);

        public Task DisposeAsync() => DisposedAsync(_cloud);
    }

    [Collection(MotoCollectionDefinition.Name)]
    public sealed class SnapshotStoreTests(MotoServer moto) : SnapshotStoreConformance, IAsyncLifetime
    {
        private MotoUnderTest? _cloud;

        private protected override CloudUnderTest Cloud => _cloud!;

        public async Task InitializeAsync() => _cloud = await MotoUnderTest.CreateAsync(moto);

        public Task DisposeAsync() => DisposedAsync(_cloud);
    }

    [Collection(MotoCollectionDefinition.Name)]
    public sealed class KeyVaultTests(MotoServer moto) : KeyVaultConformance, IAsyncLifetime
    {
        private MotoUnderTest? _cloud;

        private protected override CloudUnderTest Cloud => _cloud!;

        public async Task InitializeAsync() => _cloud = await MotoUnderTest.CreateAsync(moto);

        public Task DisposeAsync() => DisposedAsync(_cloud);
    }

    [Collection(MotoCollectionDefinition.Name)]
    public sealed class TaggedResourcesTests(MotoServer moto) : TaggedResourcesConformance, IAsyncLifetime
    {
        private MotoUnderTest? _cloud;

        private protected override CloudUnderTest Cloud => _cloud!;

        public async Task InitializeAsync() => _cloud = await MotoUnderTest.CreateAsync(moto);

        public Task DisposeAsync() => DisposedAsync(_cloud);
    }

    public sealed class PriceListTests : PriceListConformance
    {
        private protected override IPriceList Prices { get; } = AwsPriceList.Of(new PriceOptions());
    }

    private static Task DisposedAsync(MotoUnderTest? cloud)
    {
        cloud?.Dispose();
        return Task.CompletedTask;
    }
}
