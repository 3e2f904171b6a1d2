using Autoscaler.Contracts.Fleets;
using Autoscaler.Dashboard.Live;
using Autoscaler.Dashboard.Text;
using Microsoft.AspNetCore.Components;

namespace Autoscaler.Dashboard.Parts;

/// <summary>The fleet in figures.</summary>
public partial class FleetFigures
{
    /// <summary>The fleet.</summary>
    [Parameter, EditorRequired]
    public FleetSnapshot Fleet { get; set; } = null!;

    private CopyCounts Copies => Fleet.Summary.Copies;

    private InstanceCounts Instances => Fleet.Summary.Instances;

    private AcceleratorUse Use => Fleet.Summary.Accelerators;

    private string EndpointDetail => string.Join(", ", new[]
    {
        Fleet.Summary.Tenants > 1 ? $"{Shown.Count(Fleet.Summary.Tenants)} tenants" : null,
        Fleet.Summary.Paused > 0 ? $"{Shown.Count(Fleet.Summary.Paused)} paused" : null,
        Fleet.Summary.Deleting > 0 ? $"{Shown.Count(Fleet.Summary.Deleting)} being deleted" : null,
    }.OfType<string>());

    private IReadOnlyList<(string Kind, long Count)> InstanceParts =>
    [
        ("launching", Instances.Launching), ("booting", Instances.Booting), ("running", Instances.Running), ("draining", Instances.Draining), ("terminating", Instances.Terminating),
    ];

    private string InstanceDetail => Instances.Total == 0 ? "none" : string.Join(", ", InstanceParts.Where(static part => part.Count > 0).Select(static part => $"{Shown.Count(part.Count)} {part.Kind}"));
}
