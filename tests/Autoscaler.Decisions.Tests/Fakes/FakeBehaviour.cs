namespace Autoscaler.Decisions.Tests.Fakes;

/// <summary>How a fake fleet behaves; each ratio is a probability at each tick.</summary>
internal sealed record FakeBehaviour
{
    public static FakeBehaviour Sound { get; } = new();

    public static FakeBehaviour Troubled { get; } = new()
    {
        UnheardRatio = 0.2,
        UnreportedRatio = 0.2,
        NoCapacityRatio = 0.1,
        BootFailedRatio = 0.02,
        LostRatio = 0.002,
        CopyFailureRatio = 0.002,
    };

    /// <summary>An intent does not reach its slot.</summary>
    public double UnheardRatio { get; init; }

    /// <summary>A report does not reach the endpoint.</summary>
    public double UnreportedRatio { get; init; }

    public double NoCapacityRatio { get; init; }

    public double BootFailedRatio { get; init; }

    public double LostRatio { get; init; }

    public double CopyFailureRatio { get; init; }

    /// <summary>Whatever takes time ends at a tick with this probability.</summary>
    public double ProgressRatio { get; init; } = 0.3;
}
