using Autoscaler.Cloud.Simulated.Events;

namespace Autoscaler.Cloud.Simulated.Traffic;

/// <summary>
/// The program's own sample traffic, made from a seed: forty minutes in which a fleet must grow from cached images, find warm instances, and shrink.
/// Arrivals are a Poisson process whose rate follows the profile below; token counts are log-normal, with the means of a public chat trace (about
/// 1,150 in and 210 out).
/// </summary>
public static class SampleTraffic
{
    private const double EndSeconds = 2_400;

    /// <summary>Ten calm minutes: time enough for a cache to be filled and for windows to be full.</summary>
    private const double BaseRequestsPerSecond = 2;

    /// <summary>Ten times the base within 20 s, and for as long as a start from a cached image takes (258 s published).</summary>
    private const double SpikeRequestsPerSecond = 20;
    private const double SpikeStartSeconds = 600;
    private const double SpikeRampSeconds = 20;
    private const double SpikeEndSeconds = 850;
    private const double DecaySeconds = 90;

    /// <summary>
    /// A smaller bump for three minutes. The spike is worked off by 1,100 s or so and the scale-in window of 300 s is over by 1,450 s: the bump comes
    /// while emptied instances are still kept.
    /// </summary>
    private const double BumpRequestsPerSecond = 9;
    private const double BumpStartSeconds = 1_540;
    private const double BumpEndSeconds = 1_740;

    /// <summary>A tail at half the base, longer than window and retention together, so that instances are released.</summary>
    private const double TailRequestsPerSecond = 1;

    private const double ContextMedianTokens = 810;
    private const double ContextSpread = 0.84;
    private const int ContextMaxTokens = 8_192;
    private const double GeneratedMedianTokens = 165;
    private const double GeneratedSpread = 0.7;
    private const int GeneratedMaxTokens = 1_024;

    /// <summary>How long it lasts; all requests come before.</summary>
    public static TimeSpan Length { get; } = TimeSpan.FromSeconds(EndSeconds);

    /// <summary>The requests of a seed, by time: some 12,000 over 40 minutes; the same seed gives the same requests.</summary>
    public static ImmutableArray<TraceRequest> Generate(ulong seed)
    {
        var random = new SeededRandom(seed);
        var requests = ImmutableArray.CreateBuilder<TraceRequest>();
        var now = 0.0;
        while (true)
        {
            // Thinning (Lewis, Shedler): arrivals at the highest rate, each kept with the probability of its moment's rate.
            now += random.NextExponential() / SpikeRequestsPerSecond;
            if (now >= EndSeconds)
            {
                break;
            }

            if (random.NextDouble() * SpikeRequestsPerSecond < RequestsPerSecondAt(now))
            {
                requests.Add(new TraceRequest(
                    TimeSpan.FromMicroseconds(Math.Round(now * 1e6)),
                    Tokens(random, ContextMedianTokens, ContextSpread, ContextMaxTokens),
                    Tokens(random, GeneratedMedianTokens, GeneratedSpread, GeneratedMaxTokens)));
            }
        }

        return requests.ToImmutable();
    }

    /// <summary>The arrival rate at a time since the start.</summary>
    internal static double RequestsPerSecondAt(double seconds)
    {
        var calm = seconds < BumpEndSeconds ? BaseRequestsPerSecond : TailRequestsPerSecond;
        return seconds switch
        {
            < SpikeStartSeconds => calm,
            < SpikeStartSeconds + SpikeRampSeconds => calm + ((SpikeRequestsPerSecond - calm) * (seconds - SpikeStartSeconds) / SpikeRampSeconds),
            < SpikeEndSeconds => SpikeRequestsPerSecond,
            >= BumpStartSeconds and < BumpEndSeconds => BumpRequestsPerSecond,
            _ => calm + ((SpikeRequestsPerSecond - BaseRequestsPerSecond) * Math.Exp((SpikeEndSeconds - seconds) / DecaySeconds)),
        };
    }

    private static int Tokens(SeededRandom random, double median, double spread, int max) =>
        Math.Clamp((int)Math.Round(median * Math.Exp(spread * random.NextNormal())), 1, max);
}
