using Autoscaler.Cloud.Simulated.Traffic;

namespace Autoscaler.SiloHost.Demo;

/// <summary>The demo's traffic: the sample traffic again and again, each time from another seed, for a simulated day.</summary>
internal static class DemoTraffic
{
    /// <summary>How often the sample is played.</summary>
    public const int Rounds = 36;

    // Odd, so that rounds and components of different seeds never meet.
    private const ulong SeedsOfOneComponent = 1_000_003;

    // A small model answers in a word or two.
    private static readonly TokenServiceTime Quick = new() { PrefillTokensPerSecond = 30_000, DecodePerToken = TimeSpan.FromMilliseconds(6) };

    /// <summary>How long it lasts.</summary>
    public static TimeSpan Length { get; } = SampleTraffic.Length * Rounds;

    /// <summary>The traffic of one component.</summary>
    /// <param name="seed">The demo's seed.</param>
    /// <param name="number">Which component, from 0, over all endpoints.</param>
    /// <param name="isSmall">Whether a small model answers.</param>
    /// <param name="startsAt">When it begins, UTC.</param>
    public static TrafficSource.Requests SourceFor(ulong seed, int number, bool isSmall, DateTimeOffset startsAt)
    {
        var requests = ImmutableArray.CreateBuilder<TraceRequest>();
        for (var round = 0; round < Rounds; round++)
        {
            var offset = SampleTraffic.Length * round;
            var roundSeed = unchecked((seed * SeedsOfOneComponent) + ((ulong)number * Rounds) + (ulong)round);
            requests.AddRange(SampleTraffic.Generate(roundSeed).Select(request => request with { At = request.At + offset }));
        }

        return new TrafficSource.Requests(startsAt, requests.ToImmutable(), isSmall ? Quick : new TokenServiceTime());
    }
}
