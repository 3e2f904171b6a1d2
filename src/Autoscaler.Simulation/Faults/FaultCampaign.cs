using Autoscaler.Cloud.Simulated.Mishaps;
using Orleans.SingleProcess.Simulation.Faults;

namespace Autoscaler.Simulation.Faults;

/// <summary>Runs many seeds side by side: each has its own world on one thread, so the outcome is the same however many run at once.</summary>
public static class FaultCampaign
{
    /// <summary>Runs the seeds from the first to the last.</summary>
    /// <param name="first">The first seed.</param>
    /// <param name="count">How many, 1 or more.</param>
    /// <param name="options">How hard each is tried.</param>
    /// <param name="parallelism">How many at once, 1 or more.</param>
    /// <param name="progress">Is told the share done, 0 to 1, from any thread.</param>
    /// <param name="clock">For the wall time in the report only.</param>
    /// <param name="cancellationToken">Ends the run.</param>
    public static async Task<FaultReport> RunAsync(
        ulong first, int count, FaultRunOptions options, int parallelism, Action<double>? progress, TimeProvider clock, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(clock);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(parallelism, 1);
        var startedAt = clock.GetTimestamp();
        var results = new FaultRunResult[count];
        var done = 0;
        await Parallel.ForAsync(
            0,
            count,
            new ParallelOptions { MaxDegreeOfParallelism = parallelism, CancellationToken = cancellationToken },
            (i, _) =>
            {
                results[i] = FaultRun.Run(first + (ulong)i, options);
                progress?.Invoke((double)Interlocked.Increment(ref done) / count);
                return ValueTask.CompletedTask;
            });
        return Report(results, clock.GetElapsedTime(startedAt));
    }

    private static FaultReport Report(FaultRunResult[] results, TimeSpan wall)
    {
        var converged = results.Where(result => result.Convergence is not null).OrderBy(result => result.Convergence).ToArray();
        return new FaultReport
        {
            Seeds = results.Length,
            Faults = results.Aggregate(new FaultCounts(), (sum, result) => sum + result.Faults),
            Mishaps = results.Aggregate(new MishapReading(), (sum, result) => sum + result.Mishaps),
            Violations = [.. results.SelectMany(result => result.Violations)],
            Converged = converged.Length,
            MedianConvergenceSeconds = converged.Length == 0 ? null : converged[converged.Length / 2].Convergence!.Value.TotalSeconds,
            SlowestConvergenceSeconds = converged.Length == 0 ? null : converged[^1].Convergence!.Value.TotalSeconds,
            SlowestSeed = converged.Length == 0 ? null : converged[^1].Seed,
            Events = results.Sum(result => result.Events),
            WallSeconds = wall.TotalSeconds,
        };
    }
}
