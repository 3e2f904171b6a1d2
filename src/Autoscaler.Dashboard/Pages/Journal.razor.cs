using Autoscaler.Contracts.History;
using Autoscaler.Dashboard.Access;
using Autoscaler.Dashboard.Live;
using Microsoft.AspNetCore.Components;

namespace Autoscaler.Dashboard.Pages;

/// <summary>Who changed what.</summary>
public partial class Journal
{
    private const int MaxFields = 6;
    private const int MaxFieldsOfNewThings = 2;

    private Feed<ChangeList>? _feed;
    private TenantId? _scope;
    private List<ChangeRecord> _older = [];
    private List<ChangeRecord> _changes = [];
    private List<ChangeRecord> _shown = [];
    private bool? _olderHasMore;
    private bool _hasMore;
    private bool _isBusy;
    private string _find = string.Empty;

    [Inject]
    private Feeds Feeds { get; set; } = null!;

    [Inject]
    private DashboardSession Session { get; set; } = null!;

    [Inject]
    private Changes Changes { get; set; } = null!;

    [Inject]
    private IGrainFactory Grains { get; set; } = null!;

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        if (await Session.LookAsync() is { } caller)
        {
            _scope = caller.Tenant;
            _feed = Feeds.Changes(caller.Tenant);
        }
    }

    private void Take(ChangeList list)
    {
        // What came since the older ones were read may leave a gap only where a whole page came at once; then it is read from the newest again.
        var newest = list.Page.Changes;
        if (_older.Count > 0 && !newest.IsEmpty && list.Page.HasMore && newest[^1].Number > _older[0].Number + 1)
        {
            (_older, _olderHasMore) = ([], null);
        }

        _changes = [.. newest, .. newest.IsEmpty ? _older : _older.Where(change => change.Number < newest[^1].Number)];
        _hasMore = _olderHasMore ?? list.Page.HasMore;
        _shown = [.. _changes.Where(IsFound)];
    }

    // Of what came anew, all fields do.
    private static int MostOf(ChangeRecord change) => change.Fields.All(static field => field.From is null) ? MaxFieldsOfNewThings : MaxFields;

    private bool IsFound(ChangeRecord change) => _find.Length == 0
        || new[] { change.Actor, change.KeyId, change.Action, change.Subject, change.Endpoint?.ToString(), change.Tenant?.Value }.Any(Contains)
        || change.Fields.Any(field => Contains(field.Field) || Contains(field.From) || Contains(field.To));

    private bool Contains(string? text) => text?.Contains(_find, StringComparison.OrdinalIgnoreCase) == true;

    private async Task ReadOlderAsync()
    {
        if (_isBusy)
        {
            return;
        }

        _isBusy = true;
        var before = _changes[^1].Number;
        var history = Grains.GetGrain<IHistoryGrain>(new HistoryScope(_scope, null).ToString());
        if (await Changes.TryReadAsync(cancellationToken => history.GetChangesAsync(new ChangeQuery(before, ChangeReader.PageLength), cancellationToken)) is { } page)
        {
            _older = [.. _changes, .. page.Changes];
            _olderHasMore = page.HasMore;
        }

        _isBusy = false;
    }
}
