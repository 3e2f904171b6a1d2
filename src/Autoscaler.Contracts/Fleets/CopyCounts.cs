using Autoscaler.Contracts.Decisions;
using Autoscaler.Contracts.Endpoints;

namespace Autoscaler.Contracts.Fleets;

/// <summary>How many copies there are, and should be.</summary>
/// <param name="Wanted">Copies that demand calls for, after bounds and limits.</param>
/// <param name="Ready">Copies that serve and shall go on.</param>
/// <param name="Coming">Copies on their way.</param>
/// <param name="Draining">Copies that finish their requests.</param>
[GenerateSerializer, Alias("autoscaler.CopyCounts"), Immutable]
public readonly record struct CopyCounts([property: Id(0)] int Wanted, [property: Id(1)] int Ready, [property: Id(2)] int Coming, [property: Id(3)] int Draining)
{
    /// <summary>Copies of all components, as a decision saw them.</summary>
    public static CopyCounts Of(ImmutableArray<ComponentDecision> components)
    {
        var counts = default(CopyCounts);
        foreach (var component in components)
        {
            counts += Of(component);
        }

        return counts;
    }

    /// <summary>Copies of all components, as the endpoint's latest tick saw them.</summary>
    public static CopyCounts Of(ImmutableArray<ComponentView> components)
    {
        var counts = default(CopyCounts);
        foreach (var component in components)
        {
            counts = component.Latest is { } latest ? counts + Of(latest) : counts;
        }

        return counts;
    }

    private static CopyCounts Of(ComponentDecision component) => new(component.Wanted, component.Ready, component.Coming, component.Draining);

    /// <summary>Both together.</summary>
    public static CopyCounts operator +(CopyCounts one, CopyCounts other) =>
        new(one.Wanted + other.Wanted, one.Ready + other.Ready, one.Coming + other.Coming, one.Draining + other.Draining);
}
