namespace Autoscaler.Decisions.Fleets;

/// <summary>How many copies of a component there are.</summary>
/// <param name="Ready">Serving, and shall go on.</param>
/// <param name="Coming">On their way.</param>
/// <param name="Draining">Finishing their requests.</param>
public readonly record struct SupplyCount(int Ready, int Coming, int Draining)
{
    /// <summary>What counts against demand: ready and coming. Without the second, every tick of a start would order the same copies again.</summary>
    public int Supplied => Ready + Coming;

    /// <summary>Since when one of the ready copies has served, UTC; null where none does, or that is not known.</summary>
    public DateTimeOffset? ReadySince { get; init; }
}
