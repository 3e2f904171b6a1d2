using System.Globalization;
using Autoscaler.Contracts.Decisions;
using Autoscaler.Contracts.History;
using Autoscaler.Contracts.Journal;
using Autoscaler.Contracts.Specs;
using Autoscaler.Dashboard.Access;
using Autoscaler.Dashboard.Live;
using Autoscaler.Decisions.Specs;
using Microsoft.AspNetCore.Components;

namespace Autoscaler.Dashboard.Pages;

/// <summary>One endpoint: what it does and why, and what a person may change of it.</summary>
public partial class Endpoint
{
    private Feed<EndpointSnapshot>? _feed;
    private EndpointId? _id;
    private bool _isHidden;
    private bool _wasThere;
    private DecisionId? _opened;
    private ScalingDecision? _fetched;

    /// <summary>The tenant.</summary>
    [Parameter]
    public string Tenant { get; set; } = string.Empty;

    /// <summary>The endpoint's name within the tenant.</summary>
    [Parameter]
    public string Name { get; set; } = string.Empty;

    /// <summary>The component that is shown; the first where there is none.</summary>
    [SupplyParameterFromQuery(Name = "component")]
    public string? ComponentName { get; set; }

    /// <summary>How much of the past is shown.</summary>
    [SupplyParameterFromQuery(Name = "range")]
    public string? Range { get; set; }

    /// <summary>From when a stretch of the past is shown.</summary>
    [SupplyParameterFromQuery(Name = "from")]
    public string? From { get; set; }

    /// <summary>Until when.</summary>
    [SupplyParameterFromQuery(Name = "to")]
    public string? To { get; set; }

    /// <summary>The decision that is open.</summary>
    [SupplyParameterFromQuery(Name = "decision")]
    public string? Decision { get; set; }

    [Inject]
    private Feeds Feeds { get; set; } = null!;

    [Inject]
    private DashboardSession Session { get; set; } = null!;

    [Inject]
    private Changes Changes { get; set; } = null!;

    [Inject]
    private IGrainFactory Grains { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    private long? AskedDecision => long.TryParse(Decision, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        // The page may be drawn before it is known whether the caller may see what it is at now: nothing of that, and nothing of what was there before.
        if (_id is { } shown && shown.ToString() != $"{Tenant}/{Name}")
        {
            (_id, _feed, _opened, _fetched, _isHidden) = (null, null, null, null, false);
        }

        // What is another's is not there, whether it is there or not; nothing of it is read.
        if (await Session.LookAsync() is not { } caller)
        {
            return;
        }

        if (!NameSyntax.IsName(Tenant) || !NameSyntax.IsName(Name) || !caller.MaySee(new TenantId(Tenant)))
        {
            (_isHidden, _id, _feed) = (true, null, null);
            return;
        }

        if (_id is null)
        {
            _id = new EndpointId(new TenantId(Tenant), Name);
            (_feed, _wasThere, _isHidden) = (Feeds.Endpoint(caller, _id.Value), false, false);
        }

        await FetchAsync(_id.Value);
    }

    // Also one that is older than the list.
    private async Task FetchAsync(EndpointId id)
    {
        _opened = AskedDecision is { } number ? new DecisionId(id, number) : null;
        if (_opened is not { } opened || _fetched?.Id == opened)
        {
            return;
        }

        _fetched = null;
        var history = Grains.GetGrain<IHistoryGrain>(HistoryScope.Of(id).ToString());
        var page = await Changes.TryReadAsync(cancellationToken =>
            history.GetEventsAsync(new EventQuery { Decision = opened.Number, Kinds = EventKinds.Decision, Limit = 1 }, cancellationToken));
        if (_opened == opened)
        {
            _fetched = page?.Entries is [{ Event: DecisionMade made }] ? made.Decision : null;
        }
    }

    private ComponentSpec Chosen(EndpointSpec spec)
    {
        _wasThere = true;
        return spec.Components.FirstOrDefault(component => component.Name.Value == ComponentName) ?? spec.Components[0];
    }

    private void Show(ComponentName component) => Go(new Dictionary<string, object?> { ["component"] = component.Value });

    private void ShowRange(string range) => Go(new Dictionary<string, object?> { ["range"] = range, ["from"] = null, ["to"] = null });

    private void ShowStretch((DateTimeOffset From, DateTimeOffset To) stretch) =>
        Go(new Dictionary<string, object?> { ["from"] = Text(stretch.From), ["to"] = Text(stretch.To) });

    private Task OpenAsync(DecisionId? id)
    {
        Go(new Dictionary<string, object?> { ["decision"] = id?.Number });
        return Task.CompletedTask;
    }

    // What is shown stands in the address, so that it can be sent to somebody, and comes back after a restart.
    private void Go(Dictionary<string, object?> parameters) => Navigation.NavigateTo(Navigation.GetUriWithQueryParameters(parameters), replace: true);

    private static string Text(DateTimeOffset time) => time.ToUniversalTime().ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
}
