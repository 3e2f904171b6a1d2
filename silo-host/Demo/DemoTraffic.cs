using Autoscaler.Cloud.Simulated.Traffic;
using Autoscaler.Contracts.Specs;

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

    // Small models answer in a fraction of the time, and are asked less: one request in so many of the sample.
    private const int SampleOfSmall = 2;

    // A model that is used now and then: the first part of each round, calm and the beginning of the spike; then nobody.
    private static readonly TimeSpan InUse = TimeSpan.FromMinutes(13);

    /// <summary>How long it lasts.</summary>
    public static TimeSpan Length { get; } = SampleTraffic.Length * Rounds;

    /// <summary>The traffic of one component.</summary>
    /// <param name="seed">The demo's seed.</param>
    /// <param name="number">Which component, from 0, over all endpoints.</param>
    /// <param name="component">The component.</param>
    /// <param name="after">Requests before this, since the beginning, are left out, and times count from here.</param>
    /// <param name="startsAt">When it begins, UTC.</param>
    public static TrafficSource.Requests SourceFor(ulong seed, int number, ComponentSpec component, TimeSpan after, DateTimeOffset startsAt)
    {
        var requests = ImmutableArray.CreateBuilder<TraceRequest>();
        for (var round = 0; round < Rounds; round++)
        {
            var offset = (SampleTraffic.Length * round) - after;
            var roundSeed = unchecked((seed * SeedsOfOneComponent) + ((ulong)number * Rounds) + (ulong)round);
            var sample = SampleTraffic.Generate(roundSeed);
            for (var i = 0; i < sample.Length; i++)
            {
                var at = sample[i].At + offset;
                if (at >= TimeSpan.Zero && IsSent(component, sample[i].At, i))
                {
                    requests.Add(sample[i] with { At = at });
                }
            }
        }

        return new TrafficSource.Requests(startsAt, requests.ToImmutable(), IsSmall(component) ? Quick : new TokenServiceTime());
    }

    private static bool IsSent(ComponentSpec component, TimeSpan at, int number) =>
        (component.MinCopies > 0 || at < InUse) && (!IsSmall(component) || number % SampleOfSmall == 0);

    private static bool IsSmall(ComponentSpec component) => component.Weights is { Size.Gigabytes: < 10 };
}
