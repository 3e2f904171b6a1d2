using Autoscaler.Contracts.Fleets;
using Autoscaler.Dashboard.Access;
using Autoscaler.Dashboard.Live;
using Autoscaler.Dashboard.Parts;
using Autoscaler.Dashboard.Text;
using Microsoft.AspNetCore.Components;

namespace Autoscaler.Dashboard.Pages;

/// <summary>The fleet in figures, and its endpoints.</summary>
public partial class Fleet
{
    private const int MaxRowsHigh = 18;

    private readonly TableOrder<EndpointSummary> _order = new(
        new("endpoint", static one => one.Id.ToString(), BeginsDescending: false),
        new("state", static one => EndpointFilter.StateOf(one), BeginsDescending: false),
        new("wanted", static one => one.IsUnknown ? null : one.Copies.Wanted),
        new("ready", static one => one.IsUnknown ? null : one.Copies.Ready),
        new("coming", static one => one.IsUnknown ? null : one.Copies.Coming),
        new("instances", static one => one.IsUnknown ? null : one.Instances.Total),
        new("hits", static one => one.SnapshotHits + one.Fallbacks is > 0 and var launches ? (double)one.SnapshotHits / launches : null),
        new("price", static one => one.IsUnknown ? null : one.Price.Value));

    private Feed<FleetSnapshot>? _feed;
    private FleetSnapshot? _fleet;
    private TenantId? _scope;
    private IReadOnlyList<EndpointSummary> _shown = [];
    private Dictionary<EndpointState, int> _states = [];
    private EndpointState? _state;

    /// <summary>Part of the names of the endpoints that are shown.</summary>
    [SupplyParameterFromQuery(Name = "find")]
    public string? Find { get; set; }

    [Inject]
    private Feeds Feeds { get; set; } = null!;

    [Inject]
    private DashboardSession Session { get; set; } = null!;

    [Inject]
    private Viewer Viewer { get; set; } = null!;

    private string GridStyle => GridHeight.Of(_shown.Count, MaxRowsHigh);

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        if (await Session.LookAsync() is { } caller)
        {
            _scope = caller.Tenant;
            _feed = Feeds.Fleet(caller.Tenant);
        }
    }

    /// <inheritdoc/>
    protected override void OnParametersSet() => Choose();

    private static string Known(EndpointSummary endpoint, int count) => endpoint.IsUnknown ? Shown.Unknown : Shown.Count(count);

    private void Take(FleetSnapshot fleet)
    {
        _fleet = fleet;
        Choose();
    }

    private void Choose()
    {
        if (_fleet is not { } fleet)
        {
            return;
        }

        _states = fleet.Endpoints.CountBy(EndpointFilter.StateOf).ToDictionary();
        _shown = _order.Apply(new EndpointFilter(Find ?? string.Empty, _state).Apply(fleet.Endpoints));
    }

    private void OrderBy(string column)
    {
        _order.Choose(column);
        Choose();
    }

    private void FindTyped(ChangeEventArgs typed)
    {
        Find = typed.Value as string;
        Choose();
    }

    private void ChooseState(ChangeEventArgs chosen)
    {
        _state = Enum.TryParse<EndpointState>(chosen.Value as string, out var state) ? state : null;
        Choose();
    }

    private void Clear()
    {
        (Find, _state) = (null, null);
        Choose();
    }
}
