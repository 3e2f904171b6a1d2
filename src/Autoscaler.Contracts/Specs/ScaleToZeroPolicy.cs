namespace Autoscaler.Contracts.Specs;

/// <summary>
/// How a component whose minimum is 0 copies comes to have none, and some again. It goes to 0 once nobody has used it for the grace; the first sample above 0, or an
/// activation, brings the first copy back.
/// </summary>
[GenerateSerializer, Alias("autoscaler.ScaleToZeroPolicy"), Immutable]
public sealed record ScaleToZeroPolicy
{
    /// <summary>
    /// The last copy goes only once demand was 0, without a gap, and nobody activated the component, for this long, while the copy served; 0 s to 1 h. Default 10 min. An
    /// activation counts for a minute at least, so that whoever waits can ask again. Has no effect where the minimum is above 0.
    /// </summary>
    [Id(0)] public TimeSpan IdleGrace { get; init; } = TimeSpan.FromMinutes(10);
}
