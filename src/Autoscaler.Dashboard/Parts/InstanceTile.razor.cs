using Autoscaler.Contracts.Slots;
using Autoscaler.Contracts.Specs;
using Autoscaler.Dashboard.Text;
using Autoscaler.Decisions.Catalog;
using Microsoft.AspNetCore.Components;

namespace Autoscaler.Dashboard.Parts;

/// <summary>One instance: its accelerators, its copies, and what lies on its disk.</summary>
public partial class InstanceTile
{
    /// <summary>Its slot.</summary>
    [Parameter, EditorRequired]
    public SlotReport Slot { get; set; } = null!;

    /// <summary>Its endpoint's spec; null where it has none any more.</summary>
    [Parameter]
    public EndpointSpec? Spec { get; set; }

    /// <summary>Now, by the service's clock, UTC, to the minute.</summary>
    [Parameter, EditorRequired]
    public DateTimeOffset At { get; set; }

    private IEnumerable<CopyStatus> Living => Slot.Copies.Where(static copy => !copy.IsOver);

    private string Copies => string.Join(", ", Living.Select(static copy => $"{copy.Id} {Shown.Words(copy.Phase)}"));

    private int? Accelerators => Slot.Pool is { } pool ? InstanceTypeCatalog.Find(pool.Type)?.Accelerators : null;

    // An accelerator each: the copy that occupies it, or none.
    private List<CopyPhase?> Pips
    {
        get
        {
            var occupied = Living.SelectMany(copy => Enumerable.Repeat((CopyPhase?)copy.Phase, Spec?.Find(copy.Id.Component)?.AcceleratorsPerCopy ?? 1)).ToList();
            return [.. occupied, .. Enumerable.Repeat((CopyPhase?)null, Math.Max(0, (Accelerators ?? occupied.Count) - occupied.Count))];
        }
    }

    private string PipLabel => Accelerators is { } total ? $"{Pips.Count(static pip => pip is not null)} of {total} accelerators in use" : "accelerators not known yet";

    private string Disk => Slot.Disk is { Images.IsEmpty: true, Weights.IsEmpty: true }
        ? "nothing whole on its disk"
        : $"disk: {string.Join(", ", Slot.Disk.Images.Select(NameOf).Concat(Slot.Disk.Weights.Select(static weights => weights.Value.Split('/')[^1])))}";

    private string DiskTitle => string.Join('\n', Slot.Disk.Images.Select(static image => image.Value).Concat(Slot.Disk.Weights.Select(static weights => weights.Value)));

    private string NameOf(ImageDigest image) =>
        Spec?.Components.FirstOrDefault(component => component.Image.Digest == image)?.Image.Reference.Split('/')[^1] ?? Shown.Content(image);
}
