using System.Globalization;
using Autoscaler.Contracts.Decisions;
using Autoscaler.Contracts.History;
using Autoscaler.Contracts.Journal;
using Autoscaler.Contracts.Specs;
using Autoscaler.Dashboard.Text;
using Autoscaler.Documents;
using Microsoft.AspNetCore.Components;

namespace Autoscaler.Dashboard.Parts;

/// <summary>An endpoint's decisions, each of which opens into its inputs, reasons and the options not taken.</summary>
public partial class DecisionList
{
    private bool _hasHolds;
    private long? _openNumber;

    /// <summary>The decisions and runs of holds, the newest first.</summary>
    [Parameter, EditorRequired]
    public ImmutableArray<JournalEntry> Entries { get; set; } = [];

    /// <summary>The endpoint's spec.</summary>
    [Parameter]
    public EndpointSpec? Spec { get; set; }

    /// <summary>The decision that the address names; null for none.</summary>
    [Parameter]
    public DecisionId? Opened { get; set; }

    /// <summary>That decision, where it is older than the list; null where it is not, or not there any more.</summary>
    [Parameter]
    public ScalingDecision? Fetched { get; set; }

    /// <summary>A decision was opened, or none is any more.</summary>
    [Parameter]
    public EventCallback<DecisionId?> OnOpen { get; set; }

    [Inject]
    private Viewer Viewer { get; set; } = null!;

    private EventText Text => new(time => Viewer.Local(time).ToString("HH:mm:ss", CultureInfo.InvariantCulture), _ => Spec);

    private static bool Matches(JournalEntry entry, DecisionId id) => entry.Event is DecisionMade made && made.Decision.Id == id;

    private bool IsShown(JournalEntry entry) => _hasHolds || entry.Event is DecisionMade;

    private Task ToggleAsync(JournalEntry entry, bool isOpen)
    {
        _openNumber = isOpen ? null : entry.Number;
        return (isOpen, entry.Event) switch
        {
            (true, _) => Opened is { } opened && Matches(entry, opened) ? OnOpen.InvokeAsync(null) : Task.CompletedTask,
            (false, DecisionMade made) => OnOpen.InvokeAsync(made.Decision.Id),
            _ => Task.CompletedTask,
        };
    }
}
