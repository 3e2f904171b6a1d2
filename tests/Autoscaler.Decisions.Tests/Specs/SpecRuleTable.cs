using Autoscaler.Contracts.Specs;
using Autoscaler.Decisions.Catalog;
using static Autoscaler.Decisions.Tests.Specs.SpecExamples;

namespace Autoscaler.Decisions.Tests.Specs;

/// <summary>One rule: a spec at the edge that it accepts, and one beyond that it refuses.</summary>
/// <param name="Name">What the rule says.</param>
/// <param name="Field">The field that the error names.</param>
/// <param name="Passing">Accepted.</param>
/// <param name="Failing">Refused, with this one error.</param>
internal sealed record SpecRule(string Name, string Field, EndpointSpec Passing, EndpointSpec Failing);

/// <summary>The rules of a spec's own fields.</summary>
internal static class SpecRuleTable
{
    private static readonly string LongestName = new('n', 63);

    public static IEnumerable<SpecRule> Endpoint =>
    [
        new("tenant is a name", "id.tenant",
            Valid with { Id = new(new TenantId("a-1"), "chat") }, Valid with { Id = new(new TenantId("Demo"), "chat") }),
        new("tenant is there", "id.tenant", Valid, Valid with { Id = new(default, "chat") }),
        new("endpoint is at most 63 long", "id.name",
            Valid with { Id = new(new("demo"), LongestName) }, Valid with { Id = new(new("demo"), LongestName + "n") }),
        new("components are there", "components", Valid, Valid with { Components = [] }),
        new("components are not default", "components", Valid, Valid with { Components = default }),
        new("components are at most 64", "components", Valid with { Components = Many(64) }, Valid with { Components = Many(65) }),
        new("a component is not null", "components[0]", Valid, Valid with { Components = [null!] }),
        new("types are there", "instanceTypes", Valid, Valid with { InstanceTypes = default }),
        new("a type is known", "instanceTypes[1]", Valid, Valid with { InstanceTypes = [new("g6.2xlarge"), new("g9.huge")] }),
        new("a type is there", "instanceTypes[1]", Valid, Valid with { InstanceTypes = [new("g6.2xlarge"), default] }),
        new("a type stands once", "instanceTypes[2]", Valid, Valid with { InstanceTypes = [new("g6.xlarge"), new("g6.2xlarge"), new("g6.xlarge")] }),
        new("types are at most 10", "instanceTypes", Valid with { InstanceTypes = Types(10) }, Valid with { InstanceTypes = Types(11) }),
        new("zones are there", "zones", Valid, Valid with { Zones = [] }),
        new("zones are at most 10", "zones", Valid with { Zones = Zones(10) }, Valid with { Zones = Zones(11) }),
        new("a zone stands once", "zones[1]", Valid, Valid with { Zones = [new("us-east-1a"), new("us-east-1a")] }),
        new("a zone is a name", "zones[0]", Valid, Valid with { Zones = [new("us east")] }),
        new("instances are 1 or more", "limits.maxInstances",
            WithLimits(l => l with { MaxInstances = 1 }), WithLimits(l => l with { MaxInstances = 0 })),
        new("instances are at most 10,000", "limits.maxInstances",
            WithLimits(l => l with { MaxInstances = 10_000 }), WithLimits(l => l with { MaxInstances = 10_001 })),
        new("price is above 0", "limits.maxPrice", WithLimits(l => l with { MaxPrice = new(1m) }), WithLimits(l => l with { MaxPrice = new(0m) })),
        new("accelerators are 1 or more", "limits.maxAccelerators",
            WithLimits(l => l with { MaxAccelerators = 1 }), WithLimits(l => l with { MaxAccelerators = 0 })),
        new("launches are 1 or more", "limits.launchesPerMinute",
            WithLimits(l => l with { LaunchesPerMinute = 1 }), WithLimits(l => l with { LaunchesPerMinute = 0 })),
        new("launches are at most 1,000", "limits.launchesPerMinute",
            WithLimits(l => l with { LaunchesPerMinute = 1_000 }), WithLimits(l => l with { LaunchesPerMinute = 1_001 })),
        new("boot takes 1 min or more", "limits.bootDeadline",
            WithLimits(l => l with { BootDeadline = Seconds(60) }), WithLimits(l => l with { BootDeadline = Seconds(59) })),
        new("boot takes at most 1 h", "limits.bootDeadline",
            WithLimits(l => l with { BootDeadline = Seconds(3_600) }), WithLimits(l => l with { BootDeadline = Seconds(3_601) })),
        new("copy takes 1 min or more", "limits.copyDeadline",
            WithLimits(l => l with { CopyDeadline = Seconds(60) }), WithLimits(l => l with { CopyDeadline = Seconds(59) })),
        new("copy takes at most 2 h", "limits.copyDeadline",
            WithLimits(l => l with { CopyDeadline = Seconds(7_200) }), WithLimits(l => l with { CopyDeadline = Seconds(7_201) })),
        new("limits are there", "limits", Valid, Valid with { Limits = null! }),
        new("cache is there", "cache", Valid, Valid with { Cache = null! }),
        new("disk is no mechanism of new instances", "cache.mechanism", Mechanism(StartupMechanism.Sagemaker), Mechanism(StartupMechanism.Disk)),
        new("mechanism is known", "cache.mechanism", Mechanism(StartupMechanism.SnapshotLazy), Mechanism((StartupMechanism)99)),
        new("fallback is a registry's", "cache.fallback", Fallback(StartupMechanism.RegistryParallel), Fallback(StartupMechanism.SnapshotRate)),
        new("weights are cached by snapshots only", "components[0].cachesWeights", CachedWeights(StartupMechanism.SnapshotLazy), CachedWeights(StartupMechanism.Registry)),
        new("weights are not in the provider's cache", "components[0].cachesWeights",
            CachedWeights(StartupMechanism.SnapshotFsr), CachedWeights(StartupMechanism.Sagemaker)),
        new("retention is there", "retention", Valid, Valid with { Retention = null! }),
        new("min retention is 0 s or more", "retention.min",
            WithRetention(r => r with { Min = Seconds(0) }), WithRetention(r => r with { Min = Seconds(-1) })),
        new("max retention is at most 24 h", "retention.max",
            WithRetention(r => r with { Max = Seconds(86_400) }), WithRetention(r => r with { Max = Seconds(86_401) })),
        new("max retention is at least min", "retention.max",
            WithRetention(r => r with { Min = Seconds(60), Max = Seconds(60) }), WithRetention(r => r with { Min = Seconds(61), Max = Seconds(60) })),
        new("waiting cost is 0 or more", "retention.waitingCostRatio",
            WithRetention(r => r with { WaitingCostRatio = 0 }), WithRetention(r => r with { WaitingCostRatio = -0.1 })),
        new("waiting cost is finite", "retention.waitingCostRatio", Valid, WithRetention(r => r with { WaitingCostRatio = double.PositiveInfinity })),
        new("waiting cost is a number", "retention.waitingCostRatio", Valid, WithRetention(r => r with { WaitingCostRatio = double.NaN })),
    ];

    public static IEnumerable<SpecRule> Component =>
    [
        new("component has a name", "components[0].name", With(c => c with { Name = new("a") }), With(c => c with { Name = default })),
        new("component's name has no dot", "components[0].name", With(c => c with { Name = new("a-b") }), With(c => c with { Name = new("a.b") })),
        new("component's name is its own", "components[1].name", WithSecond(c => c), WithSecond(c => c with { Name = new("chat") })),
        new("image is there", "components[0].image", Valid, With(c => c with { Image = null! })),
        new("reference is there", "components[0].image.reference", Valid, With(c => c with { Image = c.Image with { Reference = "" } })),
        new("reference has no blanks", "components[0].image.reference", Valid, With(c => c with { Image = c.Image with { Reference = "a b" } })),
        new("digest is 64 digits", "components[0].image.digest",
            Image(i => i with { Digest = Digest('f') }), Image(i => i with { Digest = new(i.Digest.Value + "0") })),
        new("digest is hexadecimal", "components[0].image.digest",
            Image(i => i with { Digest = Digest('0') }), Image(i => i with { Digest = Digest('g') })),
        new("digest is lower-case", "components[0].image.digest", Valid, Image(i => i with { Digest = Digest('A') })),
        new("digest is sha256", "components[0].image.digest", Valid, Image(i => i with { Digest = new(i.Digest.Value.Replace('s', 'S')) })),
        new("digest is there", "components[0].image.digest", Valid, Image(i => i with { Digest = default })),
        new("image is above 0 GB", "components[0].image.compressedSize",
            Image(i => i with { CompressedSize = new(1) }), Image(i => i with { CompressedSize = new(0) })),
        new("one digest has one size", "components[1].image.compressedSize",
            WithSecond(c => c), WithSecond(c => c with { Image = c.Image with { CompressedSize = new(1) } })),
        new("another digest has another size", "components[1].image.compressedSize",
            WithSecond(c => c with { Image = c.Image with { Digest = Digest('b'), CompressedSize = new(1) } }),
            WithSecond(c => c with { Image = c.Image with { Reference = "other", CompressedSize = new(1) } })),
        new("weights have a version", "components[0].weights.version",
            With(c => c with { Weights = null }), With(c => c with { Weights = c.Weights! with { Version = default } })),
        new("weights are above 0 GB", "components[0].weights.size",
            With(c => c with { Weights = c.Weights! with { Size = new(1) } }), With(c => c with { Weights = c.Weights! with { Size = new(0) } })),
        new("a store tells the size of what lies at a location, not of a version", "components[0].weights.size",
            With(c => c with { Weights = new WeightsSpec(new("s3://models/chat/"), ByteCount.Zero) }), With(c => c with { Weights = new WeightsSpec(new("s3://models/chat"), ByteCount.Zero) })),
        new("weights are at most 1,000,000 GB", "components[0].weights.size",
            With(c => c with { Weights = c.Weights! with { Size = new(1_000_000_000_000_000) } }),
            With(c => c with { Weights = c.Weights! with { Size = new(1_000_000_000_000_001) } })),
        new("an image is at most 1,000,000 GB", "components[0].image.compressedSize",
            With(c => c with { Image = c.Image with { CompressedSize = new(1_000_000_000_000_000) } }),
            With(c => c with { Image = c.Image with { CompressedSize = new(1_000_000_000_000_001) } })),
        new("one version has one size", "components[1].weights.size",
            WithSecond(c => c with { Weights = null }), WithSecond(c => c with { Weights = c.Weights! with { Size = new(1) } })),
        new("a copy has an accelerator", "components[0].acceleratorsPerCopy",
            With(c => c with { AcceleratorsPerCopy = 1 }), With(c => c with { AcceleratorsPerCopy = 0 })),
        new("memory is not negative", "components[0].memoryPerCopy",
            With(c => c with { MemoryPerCopy = new(0) }), With(c => c with { MemoryPerCopy = new(-1) })),
        new("concurrency is above 0", "components[0].maxConcurrencyPerCopy",
            With(c => c with { MaxConcurrencyPerCopy = 8 }), With(c => c with { MaxConcurrencyPerCopy = 0 })),
        new("concurrency is a number", "components[0].maxConcurrencyPerCopy", Valid, With(c => c with { MaxConcurrencyPerCopy = double.NaN })),
        new("min copies are 0 or more", "components[0].minCopies", With(c => c with { MinCopies = 0 }), With(c => c with { MinCopies = -1 })),
        new("max copies are at least min", "components[0].maxCopies",
            With(c => c with { MinCopies = 7, MaxCopies = 7 }), With(c => c with { MinCopies = 8, MaxCopies = 7 })),
        new("max copies are 0 or more", "components[0].maxCopies",
            With(c => c with { MinCopies = 0, MaxCopies = 0 }), With(c => c with { MinCopies = 0, MaxCopies = -1 })),
        new("objective is above 0 s", "components[0].ttftObjective",
            With(c => c with { TtftObjective = new(1) }), With(c => c with { TtftObjective = Seconds(0) })),
        new("policy is there", "components[0].policy", Valid, With(c => c with { Policy = null! })),
    ];

    public static IEnumerable<SpecRule> All => [.. Endpoint, .. Component, .. PolicyRuleTable.All, .. FitRuleTable.All];

    private static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(seconds);

    private static EndpointSpec Image(Func<ImageSpec, ImageSpec> change) => With(component => component with { Image = change(component.Image) });

    private static EndpointSpec Mechanism(StartupMechanism mechanism) => Valid with { Cache = new CachePolicy { Mechanism = mechanism } };

    private static EndpointSpec CachedWeights(StartupMechanism mechanism) =>
        Mechanism(mechanism) with { Components = [SpecExamples.Component with { CachesWeights = true }] };

    private static EndpointSpec Fallback(StartupMechanism mechanism) => Valid with { Cache = new CachePolicy { Fallback = mechanism } };

    private static ImmutableArray<ComponentSpec> Many(int count) =>
        [.. Enumerable.Range(0, count).Select(i => SpecExamples.Component with { Name = new ComponentName($"c-{i}") })];

    private static ImmutableArray<ZoneName> Zones(int count) => [.. Enumerable.Range(0, count).Select(i => new ZoneName($"zone-{i}"))];

    private static ImmutableArray<InstanceTypeName> Types(int count) =>
        [.. InstanceTypeCatalog.All.Where(type => !type.IsHosted).Take(count).Select(type => type.Name)];
}
