using Autoscaler.Contracts.Specs;
using Autoscaler.Decisions.Startup;
using Autoscaler.Decisions.Startup.Calibration;

namespace Autoscaler.Cli.ColdStart;

/// <summary>One way for the published yardstick to start.</summary>
/// <param name="Query">The start.</param>
/// <param name="Rates">The rates it is estimated with; they differ in the provisioned rate alone.</param>
/// <param name="Estimate">How long it takes.</param>
/// <param name="Published">What was published of it; null when nothing was.</param>
internal sealed record YardstickStart(StartupQuery Query, StartupRates Rates, StartupEstimate Estimate, TimeSpan? Published)
{
    /// <summary>Whether image and weights both come from a cache of the endpoint's own.</summary>
    public bool IsCachedWhole => Query.WeightsVolume is not null && Query.WeightsVolume == Query.Mechanism;
}

/// <summary>The published yardstick (Qwen3-8B on ml.g6.2xlarge) by every mechanism, with its weights fetched and cached.</summary>
/// <param name="Provider">The provider's published start from its image cache: what is to beat.</param>
/// <param name="Starts">Every start: first those that fetch their weights, then those with the weights on a volume or disk.</param>
internal sealed record Yardstick(PublishedStart Provider, ImmutableArray<YardstickStart> Starts)
{
    /// <summary>A start below this has never been published for the case.</summary>
    public static TimeSpan Target { get; } = TimeSpan.FromSeconds(200);

    private const double LeastProvisionedBytesPerSecond = 100 * 1024d * 1024;

    /// <summary>The best start of each cached mechanism whose rates are published.</summary>
    public ImmutableArray<YardstickStart> Contenders =>
    [
        .. Starts.Where(start => start.IsCachedWhole && start.Rates == StartupRates.Default && start.Query.Mechanism != StartupMechanism.SnapshotLazy),
    ];

    /// <summary>What the start has to shrink to be below <see cref="Target"/>.</summary>
    public static ImmutableArray<PhaseTarget> TargetsOf(YardstickStart start) => new StartupModel(start.Rates).TargetsOf(start.Query, Target);

    public static Yardstick Of()
    {
        var (uncached, provider) = (PublishedStarts.Uncached[0], PublishedStarts.Cached[0]);
        var slow = StartupRates.Default with { SnapshotRateBytesPerSecond = LeastProvisionedBytesPerSecond };
        var starts = ImmutableArray.CreateBuilder<YardstickStart>();
        foreach (var isCached in new[] { false, true })
        {
            foreach (var mechanism in MechanismNames.All)
            {
                // The provider caches images alone.
                if (isCached && mechanism == StartupMechanism.Sagemaker)
                {
                    continue;
                }

                var query = ColdStartAnswer.QueryOf(uncached.Query, mechanism, isCached);
                var published = isCached ? null : mechanism == uncached.Mechanism ? uncached : mechanism == provider.Mechanism ? provider : null;
                starts.Add(StartOf(query, StartupRates.Default, published?.Published));
                if (mechanism == StartupMechanism.SnapshotRate)
                {
                    starts.Add(StartOf(query, slow, null));
                }
            }
        }

        return new(provider, starts.ToImmutable());
    }

    private static YardstickStart StartOf(StartupQuery query, StartupRates rates, TimeSpan? published) =>
        new(query, rates, new StartupModel(rates).Estimate(query), published);
}
