using Autoscaler.Contracts.Caching;
using Autoscaler.Contracts.Endpoints;
using Autoscaler.Dashboard.Access;
using Autoscaler.Dashboard.Live;
using Autoscaler.Dashboard.Parts;
using Autoscaler.Dashboard.Text;
using Microsoft.AspNetCore.Components;
using Radzen;

namespace Autoscaler.Dashboard.Pages;

/// <summary>What all caches hold, what it is worth, and what one may do with it.</summary>
public partial class Caches
{
    private const int MaxChoices = 2_000;
    private const int MaxRowsHigh = 16;
    private const int MaxStackedRowsHigh = 7;

    private readonly TableOrder<CacheRow> _order = new(
        new("endpoint", static row => row.Endpoint.ToString(), BeginsDescending: false),
        new("content", static row => row.Name, BeginsDescending: false),
        new("state", static row => row.Entry.State, BeginsDescending: false),
        new("size", static row => row.Entry.CompressedSize.Value),
        new("age", static row => row.Entry.BuiltAt is { } built ? -built.UtcTicks : null),
        new("mechanism", static row => row.Entry.Mechanism, BeginsDescending: false),
        new("hits", static row => row.Entry.Hits),
        new("cost", static row => row.Entry.UsdPerMonth),
        new("check", static row => row.Entry.LastCheck?.At));

    private Feed<EndpointViews>? _feed;
    private EndpointViews? _taken;
    private (EndpointViews?, string, EndpointId?) _shown;
    private List<CacheRow> _all = [];
    private IReadOnlyList<CacheRow> _rows = [];
    private EndpointId? _chosen;
    private bool _isHidden;
    private string _find = string.Empty;

    /// <summary>The endpoint that is shown; null for all.</summary>
    [SupplyParameterFromQuery(Name = "endpoint")]
    public string? Of { get; set; }

    [Inject]
    private Feeds Feeds { get; set; } = null!;

    [Inject]
    private DashboardSession Session { get; set; } = null!;

    [Inject]
    private Changes Changes { get; set; } = null!;

    [Inject]
    private DialogService Dialogs { get; set; } = null!;

    [Inject]
    private IGrainFactory Grains { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    [Inject]
    private Viewer Viewer { get; set; } = null!;

    private string GridStyle => Viewer.IsNarrow ? GridHeight.OfStacked(_rows.Count, MaxStackedRowsHigh) : GridHeight.Of(_rows.Count, MaxRowsHigh);

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        if (await Session.LookAsync() is not { } caller)
        {
            return;
        }

        _chosen = ShownEndpoint.Parse(Of);
        if ((Of is { Length: > 0 } && _chosen is null) || (_chosen is { } id && !caller.MaySee(id.Tenant)))
        {
            (_isHidden, _feed) = (true, null);
            return;
        }

        (_isHidden, _feed) = (false, _feed ?? Feeds.Views(caller.Tenant));
    }

    private bool IsChosen(EndpointId id) => _chosen is not { } chosen || chosen == id;

    private void Take(EndpointViews all)
    {
        if (!ReferenceEquals(_taken, all))
        {
            _taken = all;
            _all = [.. all.Views.SelectMany(static view => view.Cache.Entries.Select(entry => new CacheRow(view.Id, entry, ReferenceOf(view, entry))))];
        }

        if (_shown != (all, _find, _chosen))
        {
            _shown = (all, _find, _chosen);
            _rows = _order.Apply(_all.Where(row => IsChosen(row.Endpoint) && IsFound(row)));
        }
    }

    private void OrderBy(string column)
    {
        _order.Choose(column);
        _shown = default;
    }

    private bool IsFound(CacheRow row) => _find.Length == 0
        || row.Endpoint.ToString().Contains(_find, StringComparison.OrdinalIgnoreCase)
        || row.Entry.Image.Value.Contains(_find, StringComparison.OrdinalIgnoreCase)
        || row.Name.Contains(_find, StringComparison.OrdinalIgnoreCase);

    private static string? ReferenceOf(EndpointView view, CacheEntryView entry) =>
        view.Spec?.Components.FirstOrDefault(component => component.Image.Digest == entry.Image)?.Image.Reference
        ?? view.Cache.Prebuilds.FirstOrDefault(prebuild => prebuild.Image.Digest == entry.Image)?.Image.Reference;

    private void Choose(ChangeEventArgs chosen) => Navigation.NavigateTo(
        Navigation.GetUriWithQueryParameters(new Dictionary<string, object?> { ["endpoint"] = chosen.Value is string { Length: > 0 } id ? id : null }), replace: true);

    private Task PurgeAsync(CacheRow row) => ConfirmByName.AskAsync(
        Dialogs,
        $"Purge {row.Name}",
        $"The entry of {row.Endpoint} is deleted with its snapshots, and a receipt is kept. It is built anew if a component wants it; until then launches pull from the registry.",
        row.Endpoint.ToString(),
        "Purge",
        () => Changes.TryAsync(
            $"{row.Name} of {row.Endpoint} is being purged", "There is no such entry any more, or it is being purged already.",
            cancellationToken => Grains.GetGrain<IImageCacheGrain>(row.Endpoint.ToString()).PurgeEntryAsync(row.Entry.Image, cancellationToken)));
}
