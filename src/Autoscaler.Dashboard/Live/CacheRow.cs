using Autoscaler.Contracts.Caching;
using Autoscaler.Contracts.Specs;
using Autoscaler.Dashboard.Text;

namespace Autoscaler.Dashboard.Live;

/// <summary>An entry as a line of a list.</summary>
/// <param name="Endpoint">Whose.</param>
/// <param name="Entry">The entry.</param>
/// <param name="Reference">What its image is called in the endpoint's spec; null where no component has it.</param>
public sealed record CacheRow(EndpointId Endpoint, CacheEntryView Entry, string? Reference)
{
    /// <summary>What it holds, in short.</summary>
    public string Name => Entry.Weights is { } weights ? $"weights {weights.Value.Split('/')[^1]}" : Reference is { } reference ? reference.Split('/')[^1] : Shown.Content(Entry.Image);

    /// <summary>Where it is in its life.</summary>
    public CacheEntryState State => Entry.State;

    /// <summary>Its size.</summary>
    public long Size => Entry.CompressedSize.Value;

    /// <summary>When it was built.</summary>
    public DateTimeOffset? BuiltAt => Entry.BuiltAt;

    /// <summary>How it is restored.</summary>
    public StartupMechanism? Mechanism => Entry.Mechanism;

    /// <summary>Launches that booted from it.</summary>
    public long Hits => Entry.Hits;

    /// <summary>What it costs, US dollars a month.</summary>
    public decimal Cost => Entry.UsdPerMonth;

    /// <summary>When a boot last looked at it.</summary>
    public DateTimeOffset? CheckedAt => Entry.LastCheck?.At;
}
