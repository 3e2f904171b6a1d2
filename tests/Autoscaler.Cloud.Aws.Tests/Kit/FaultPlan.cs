namespace Autoscaler.Cloud.Aws.Tests.Kit;

/// <summary>Which request meets which fault, in the order of their arrival. The same seed gives the same plan. Safe for use from several threads.</summary>
public sealed class FaultPlan
{
    private readonly Lock _lock = new();
    private readonly Func<HttpFault?> _next;
    private readonly List<HttpFault> _met = [];

    private FaultPlan(Func<HttpFault?> next) => _next = next;

    /// <summary>No faults.</summary>
    public static FaultPlan None { get; } = new(static () => null);

    /// <summary>The faults met so far.</summary>
    public ImmutableArray<HttpFault> Met
    {
        get
        {
            lock (_lock)
            {
                return [.. _met];
            }
        }
    }

    /// <summary>These, one a request and null for none, then no more.</summary>
    public static FaultPlan Of(params HttpFault?[] faults)
    {
        var next = 0;
        return new FaultPlan(() => next < faults.Length ? faults[next++] : null);
    }

    /// <summary>Always this one.</summary>
    public static FaultPlan Always(HttpFault fault) => new(() => fault);

    /// <summary>Drawn by a seed.</summary>
    /// <param name="seed">The seed.</param>
    /// <param name="ratio">How many of the requests meet one: 0 to 1.</param>
    /// <param name="maxInARow">How many requests in a row may meet one: a client that tries more often than this gets through.</param>
    /// <param name="kinds">The faults to draw from.</param>
    public static FaultPlan Seeded(int seed, double ratio, int maxInARow, params HttpFault[] kinds)
    {
        var random = new Random(seed);
        var inARow = 0;
        return new FaultPlan(() =>
        {
            var isDrawn = random.NextDouble() < ratio && inARow < maxInARow;
            inARow = isDrawn ? inARow + 1 : 0;
            return isDrawn ? kinds[random.Next(kinds.Length)] : null;
        });
    }

    /// <summary>What the next request meets; null for nothing.</summary>
    public HttpFault? Next()
    {
        lock (_lock)
        {
            if (_next() is not { } fault)
            {
                return null;
            }

            _met.Add(fault);
            return fault;
        }
    }
}
