using Autoscaler.Contracts.Specs;

namespace Autoscaler.Documents.Tests.Kit;

/// <summary>Makes valid specs, each field anywhere in its range and with as many digits as it can have; the same seed makes the same spec.</summary>
internal sealed class SpecGenerator(int seed)
{
    private const string NameCharacters = "abcdefghijklmnopqrstuvwxyz0123456789-";
    private const string LocationCharacters = "abcXYZ019/:.@#-_?&=%!'\"{}[],>|*~`\\é漢\uFEFF\uFFFE\u200B\uE000";

    private static readonly StartupMechanism[] OfNewInstances = [.. Enum.GetValues<StartupMechanism>().Where(mechanism => mechanism != StartupMechanism.Disk)];
    private static readonly StartupMechanism[] OfRegistry = [StartupMechanism.Registry, StartupMechanism.RegistryLazy, StartupMechanism.RegistryParallel];

    private readonly Random _random = new(seed);

    public EndpointSpec Next()
    {
        var instances = _random.Next(100, 10_001);
        return new EndpointSpec
        {
            Id = new EndpointId(new TenantId(Name()), Name()),
            Components = [.. Enumerable.Range(0, _random.Next(1, 5)).Select(Component)],
            InstanceTypes = Coin() ? [new("g6.2xlarge")] : [new("g6.12xlarge"), new("g6.2xlarge")],
            Zones = [.. Enumerable.Range(0, _random.Next(1, 4)).Select(i => new ZoneName($"{Name(59)}-{i}"))],
            Limits = new InstanceLimits
            {
                MaxInstances = instances,
                MaxPrice = Coin() ? null : new UsdPerHour(20 + ((decimal)_random.Next(1_000_000) / (decimal)Math.Pow(10, _random.Next(8)))),
                MaxAccelerators = Coin() ? null : _random.Next(4, 17),
                LaunchesPerMinute = _random.Next(1, 1_001),
                BootDeadline = Duration(60, 3_600),
                CopyDeadline = Duration(60, 7_200),
            },
            Cache = new CachePolicy { Mechanism = Any(OfNewInstances), Fallback = Any(OfRegistry) },
            Retention = new RetentionPolicy { Min = Duration(0, 3_600), Max = Duration(3_600, 86_400), WaitingCostRatio = Number(0, 100) },
        };
    }

    public ScalingPolicy Policy(double concurrency = 1e6, int maxCopies = 1_000_000) => new()
    {
        TargetConcurrencyPerCopy = Number(1e-9, concurrency),
        TargetTracking = new TargetTrackingPolicy { ToleranceRatio = Number(0, 1), Window = Duration(1, 3_600) },
        Panic = Coin() ? null : new PanicPolicy { StableWindow = Duration(60, 3_600), PanicWindow = Duration(1, 60), ThresholdRatio = Number(1.000_001, 1e9) },
        Backlog = new BacklogPolicy { DrainWithin = Duration(10, 3_600) },
        ScaleOut = new ScaleOutPolicy { MaxGrowthRatio = Number(1e-9, 1e17), AlwaysAllowedCopies = _random.Next(1, int.MaxValue) },
        ScaleIn = new ScaleInPolicy { StabilizationWindow = Duration(0, 3_600), MaxShrinkRatio = Number(1e-9, 1), DrainDeadline = Duration(0, 3_600) },
        MissingDemand = new MissingDemandPolicy
        {
            HoldFor = Duration(20, 3_600),
            FallbackCopies = Coin() ? null : _random.Next(0, maxCopies + 1),
            FallbackAfter = Coin() ? TimeSpan.MaxValue : Duration(3_600, 100_000),
        },
        Runaway = new RunawayPolicy { MaxFailures = _random.Next(1, 101), Window = Duration(60, 86_400) },
        ScaleToZero = new ScaleToZeroPolicy { IdleGrace = Duration(0, 3_600) },
    };

    private ComponentSpec Component(int index)
    {
        var concurrency = Number(0.01, 1e6);
        var maxCopies = _random.Next(10, 1_000_000);
        return new ComponentSpec
        {
            Name = new ComponentName($"{Name(58)}-{index}"),
            Image = new ImageSpec(Location(), Digest(), Size(1)),
            Weights = Coin() ? null : new WeightsSpec(new WeightsVersion($"{Location()}{index}"), Size(1)),
            AcceleratorsPerCopy = 1,
            MemoryPerCopy = new ByteCount(_random.NextInt64(0, 30_000_000_000)),
            MaxConcurrencyPerCopy = concurrency,
            MinCopies = _random.Next(0, 10),
            MaxCopies = maxCopies,
            TtftObjective = Duration(0.000_000_1, 1e11),
            Policy = Policy(concurrency, maxCopies),
        };
    }

    private bool Coin() => _random.Next(2) == 0;

    private T Any<T>(T[] values) => values[_random.Next(values.Length)];

    private string Text(string characters, int length) => new([.. Enumerable.Range(0, length).Select(_ => characters[_random.Next(characters.Length)])]);

    private string Name(int maxLength = 63) => Text(NameCharacters, _random.Next(1, maxLength + 1));

    // Now and then a word or number that YAML could take for something else, or a character of two halves.
    private string Location() => _random.Next(8) switch
    {
        0 => Any(["none", "off", "null", "~", "true", "1e3", "0x10", "-", "?", "12", "...", "---", "'", "\"", "#", "😀"]),
        _ => Text(LocationCharacters, _random.Next(1, 1_000)),
    };

    private ImageDigest Digest() => new($"sha256:{Text("0123456789abcdef", 64)}");

    private ByteCount Size(long least) => new(Coin() ? _random.NextInt64(1, 1_000_001) * 1_000_000_000 : _random.NextInt64(least, 1_000_000_000_000_000));

    private TimeSpan Duration(double fromSeconds, double toSeconds)
    {
        var (from, to) = ((long)Math.Round(fromSeconds * TimeSpan.TicksPerSecond), (long)(toSeconds * TimeSpan.TicksPerSecond));
        var ticks = _random.NextInt64(from, to + 1);
        var unit = Any([1, TimeSpan.TicksPerMillisecond, TimeSpan.TicksPerSecond, TimeSpan.TicksPerMinute]);
        return new TimeSpan(Math.Max(from, ticks / unit * unit));
    }

    private double Number(double from, double to)
    {
        var number = from + (_random.NextDouble() * (to - from));
        return Coin() ? number : Math.Clamp(Math.Round(number, 2), from, Math.BitDecrement(to));
    }
}
