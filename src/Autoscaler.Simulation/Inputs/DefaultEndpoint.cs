using Autoscaler.Contracts.Specs;

namespace Autoscaler.Simulation.Inputs;

/// <summary>
/// The endpoint that a replay uses when it is given none: the published yardstick, Qwen3-8B in a 17.7 GB image on ml.g6.2xlarge, sized to the trace.
/// </summary>
public static class DefaultEndpoint
{
    private const string ImageReference = "registry.example/serving/vllm-qwen3-8b:v1";
    private const int LeastMaxCopies = 1_000;
    private const int MostMaxCopies = 10_000;
    private const int LeastLaunchesPerMinute = 60;

    /// <summary>How long a request is taken to last, for the bounds alone: twice a chat request's 210 tokens of 25 ms.</summary>
    private const double AssumedSecondsPerRequest = 10;

    /// <summary>Room above the peak, for a queue to be worked off.</summary>
    private const double HeadroomRatio = 2;

    /// <summary>
    /// <c>demo/chat</c>: one component with one accelerator a copy, from 1 copy to twice what the trace's peak needs, 1,000 to 10,000, and as many
    /// instances; a tenth of them may be launched each minute, at least 60.
    /// </summary>
    public static EndpointSpec For(Trace trace)
    {
        ArgumentNullException.ThrowIfNull(trace);
        var policy = new ScalingPolicy { TargetConcurrencyPerCopy = 8 };
        var peakCopies = trace.PeakRequestsPerSecond * AssumedSecondsPerRequest / policy.TargetConcurrencyPerCopy;
        var maxCopies = (int)Math.Clamp(Math.Ceiling(peakCopies * HeadroomRatio), LeastMaxCopies, MostMaxCopies);
        return new EndpointSpec
        {
            Id = EndpointId.Parse("demo/chat"),
            Components =
            [
                new ComponentSpec
                {
                    Name = new ComponentName("chat"),
                    Image = new ImageSpec(ImageReference, StandInDigest.Of(ImageReference), ByteCount.FromGigabytes(17.7)),
                    Weights = new WeightsSpec(new WeightsVersion("s3://models.example/qwen3-8b@v1"), ByteCount.FromGigabytes(16)),
                    AcceleratorsPerCopy = 1,
                    MemoryPerCopy = ByteCount.FromGigabytes(16),
                    MaxConcurrencyPerCopy = 12,
                    MinCopies = 1,
                    MaxCopies = maxCopies,
                    TtftObjective = TimeSpan.FromSeconds(10),
                    Policy = policy,
                },
            ],
            InstanceTypes = [new("g6.2xlarge"), new("g5.2xlarge"), new("g6.12xlarge"), new("g5.12xlarge")],
            Zones = [new("us-east-1a"), new("us-east-1b"), new("us-east-1c")],
            Limits = new InstanceLimits { MaxInstances = maxCopies, LaunchesPerMinute = Math.Max(LeastLaunchesPerMinute, maxCopies / 10) },
            Cache = new CachePolicy { Mechanism = StartupMechanism.SnapshotRate, Fallback = StartupMechanism.Registry },
        };
    }
}
