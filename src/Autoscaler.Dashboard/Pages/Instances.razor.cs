using Autoscaler.Contracts.Slots;
using Autoscaler.Contracts.Specs;
using Autoscaler.Dashboard.Access;
using Autoscaler.Dashboard.Live;
using Autoscaler.Dashboard.Text;
using Microsoft.AspNetCore.Components;

namespace Autoscaler.Dashboard.Pages;

/// <summary>All instances, a tile each, by zone and phase.</summary>
public partial class Instances
{
    private const int MaxTiles = 600;
    private const string NoZone = "not placed yet";

    private static readonly ImmutableArray<SlotPhase> Phases = [SlotPhase.Launching, SlotPhase.Booting, SlotPhase.Running, SlotPhase.Draining, SlotPhase.Terminating];

    private readonly HashSet<SlotPhase> _hidden = [];
    private Feed<EndpointViews>? _feed;
    private string _find = string.Empty;
    private Dictionary<SlotPhase, int> _counts = [];
    private List<(SlotReport Slot, EndpointSpec? Spec)> _tiles = [];

    [Inject]
    private Feeds Feeds { get; set; } = null!;

    [Inject]
    private DashboardSession Session { get; set; } = null!;

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        if (await Session.LookAsync() is { } caller)
        {
            _feed = Feeds.Views(caller.Tenant);
        }
    }

    private static string ZoneOf((SlotReport Slot, EndpointSpec? Spec) tile) => tile.Slot.Pool?.Zone.Value ?? NoZone;

    private static string IdOf(string zone) => $"zone-{zone.Replace(' ', '-')}";

    private static string Summary(IEnumerable<(SlotReport Slot, EndpointSpec? Spec)> zone) => string.Join(
        ", ", zone.Where(static tile => tile.Slot.Pool is not null).CountBy(static tile => tile.Slot.Pool!.Value.Type.Value).OrderBy(static type => type.Key, StringComparer.Ordinal)
            .Select(static type => $"{Shown.Count(type.Value)} {type.Key}"));

    private void Take(EndpointViews all)
    {
        var occupied = all.Views.SelectMany(static view => view.Slots.Select(slot => (Slot: slot, view.Spec))).Where(static tile => tile.Slot.Phase != SlotPhase.Vacant).ToList();
        _counts = occupied.CountBy(static tile => tile.Slot.Phase).ToDictionary();
        _tiles =
        [
            .. occupied.Where(tile => !_hidden.Contains(tile.Slot.Phase) && IsFound(tile.Slot))
                .OrderBy(static tile => tile.Slot.Phase == SlotPhase.Running ? SlotPhase.Vacant : tile.Slot.Phase).ThenBy(static tile => tile.Slot.Slot.Endpoint).ThenBy(static tile => tile.Slot.Slot.Ordinal),
        ];
    }

    private bool IsFound(SlotReport slot) => _find.Length == 0
        || slot.Slot.ToString().Contains(_find, StringComparison.OrdinalIgnoreCase)
        || slot.Instance?.Value.Contains(_find, StringComparison.OrdinalIgnoreCase) == true
        || slot.Pool?.ToString().Contains(_find, StringComparison.OrdinalIgnoreCase) == true;

    private void Toggle(SlotPhase phase)
    {
        if (!_hidden.Remove(phase))
        {
            _hidden.Add(phase);
        }
    }
}
