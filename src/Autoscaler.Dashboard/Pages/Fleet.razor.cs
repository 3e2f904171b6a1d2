using Autoscaler.Contracts.Fleets;
using Autoscaler.Dashboard.Access;
using Autoscaler.Dashboard.Live;
using Autoscaler.Dashboard.Text;
using Microsoft.AspNetCore.Components;
using Radzen;
using Radzen.Blazor;

namespace Autoscaler.Dashboard.Pages;

/// <summary>The fleet in figures, and its endpoints.</summary>
public partial class Fleet
{
    private const double RowRem = 2.35;
    private const int MaxRowsHigh = 18;

    private Feed<FleetSnapshot>? _feed;
    private FleetSnapshot? _fleet;
    private TenantId? _scope;
    private RadzenDataGrid<EndpointSummary>? _grid;
    private IReadOnlyList<EndpointSummary> _shown = [];
    private List<EndpointSummary> _rows = [];
    private Dictionary<EndpointState, int> _states = [];
    private EndpointState? _state;
    private (string? By, bool IsDescending) _order;
    private LoadDataArgs? _asked;

    /// <summary>Part of the names of the endpoints that are shown.</summary>
    [SupplyParameterFromQuery(Name = "find")]
    public string? Find { get; set; }

    [Inject]
    private Feeds Feeds { get; set; } = null!;

    [Inject]
    private DashboardSession Session { get; set; } = null!;

    [Inject]
    private Viewer Viewer { get; set; } = null!;

    private string GridStyle => FormattableString.Invariant($"height: {(Math.Min(_shown.Count, MaxRowsHigh) * RowRem) + 2.5}rem");

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        if (await Session.LookAsync() is { } caller)
        {
            _scope = caller.Tenant;
            _feed = Feeds.Fleet(caller.Tenant);
        }
    }

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

        _states = fleet.Endpoints.CountBy(EndpointOrder.StateOf).ToDictionary();
        _shown = new EndpointOrder(Find ?? string.Empty, _state, _order.By, _order.IsDescending).Apply(fleet.Endpoints);
        TakeRows();
    }

    // The grid asks for what is in sight; what comes anew goes to the same place.
    private void Load(LoadDataArgs args)
    {
        _asked = args;
        var sort = args.Sorts?.FirstOrDefault();
        var order = (sort?.Property, sort?.SortOrder == SortOrder.Descending);
        if (order != _order)
        {
            _order = order;
            Choose();
        }
        else
        {
            TakeRows();
        }
    }

    private void TakeRows() => _rows = [.. _shown.Skip(_asked?.Skip ?? 0).Take(_asked?.Top ?? MaxRowsHigh)];

    private Task FindAsync(ChangeEventArgs typed)
    {
        Find = typed.Value as string;
        return ReloadAsync();
    }

    private Task ChooseAsync(ChangeEventArgs chosen)
    {
        _state = Enum.TryParse<EndpointState>(chosen.Value as string, out var state) ? state : null;
        return ReloadAsync();
    }

    private Task ClearAsync()
    {
        (Find, _state) = (null, null);
        return ReloadAsync();
    }

    private Task ReloadAsync()
    {
        Choose();
        return _grid?.RefreshDataAsync() ?? Task.CompletedTask;
    }
}
