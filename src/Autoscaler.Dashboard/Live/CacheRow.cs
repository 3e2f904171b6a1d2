using Autoscaler.Contracts.Caching;
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
}
