using Autoscaler.Contracts.Specs;
using Autoscaler.Dashboard.Access;
using Autoscaler.Dashboard.Charts;
using Autoscaler.Dashboard.Live;
using Autoscaler.Documents;
using Microsoft.AspNetCore.Components;

namespace Autoscaler.Dashboard.Parts;

/// <summary>A component's past: up to now, following it, or a stretch that somebody chose.</summary>
public partial class PastChart
{
    private static readonly TimeSpan Shortest = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Longest = TimeSpan.FromDays(15);

    private Feed<EndpointPast>? _live;
    private EndpointPast? _stretch;
    private PastRange _range = PastRange.Find(null);
    private (EndpointId, string?, string?, string?) _asked;
    private (EndpointPast Past, ComponentSpec Component, DemandChartModel Model)? _drawn;

    /// <summary>The endpoint.</summary>
    [Parameter, EditorRequired]
    public EndpointId Endpoint { get; set; }

    /// <summary>The component.</summary>
    [Parameter, EditorRequired]
    public ComponentSpec Component { get; set; } = null!;

    /// <summary>How much of the past, up to now.</summary>
    [Parameter]
    public string? Range { get; set; }

    /// <summary>From when, instead.</summary>
    [Parameter]
    public string? From { get; set; }

    /// <summary>Until when.</summary>
    [Parameter]
    public string? To { get; set; }

    /// <summary>Somebody chose how much.</summary>
    [Parameter]
    public EventCallback<string> OnRange { get; set; }

    /// <summary>Somebody chose a stretch.</summary>
    [Parameter]
    public EventCallback<(DateTimeOffset From, DateTimeOffset To)> OnZoom { get; set; }

    /// <summary>Somebody chose a decision.</summary>
    [Parameter]
    public EventCallback<DecisionId> OnOpen { get; set; }

    [Inject]
    private DashboardSession Session { get; set; } = null!;

    [Inject]
    private Feeds Feeds { get; set; } = null!;

    [Inject]
    private Changes Changes { get; set; } = null!;

    [Inject]
    private IGrainFactory Grains { get; set; } = null!;

    [Inject]
    private TimeProvider Clock { get; set; } = null!;

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        var asked = (Endpoint, Range, From, To);
        if (asked == _asked)
        {
            return;
        }

        _asked = asked;
        _range = PastRange.Find(Range);
        if (IsoTimeText.Parse(From ?? string.Empty) is not { } from || IsoTimeText.Parse(To ?? string.Empty) is not { } to || to - from < Shortest || to - from > Longest)
        {
            (_live, _stretch) = (Feeds.Past(Session.Caller!, Endpoint, _range.Span), null);
            return;
        }

        _live = null;
        var stretch = await Changes.TryReadAsync(cancellationToken => PastReader.ReadAsync(Grains, Clock, Endpoint, from, to, cancellationToken));
        if (asked != _asked)
        {
            // Something else was chosen meanwhile.
            return;
        }

        _stretch = stretch;
        _live = stretch is null ? Feeds.Past(Session.Caller!, Endpoint, _range.Span) : null;
    }

    private DemandChartModel ModelOf(EndpointPast past)
    {
        if (_drawn is not { } drawn || !ReferenceEquals(drawn.Past, past) || drawn.Component != Component)
        {
            _drawn = drawn = (past, Component, DemandChartModel.Of(past, Component));
        }

        return drawn.Model;
    }

    private Task ZoomAsync((DateTimeOffset From, DateTimeOffset To) stretch) => ShowAsync(stretch.From + ((stretch.To - stretch.From) / 2), stretch.To - stretch.From);

    private Task MoveAsync(EndpointPast past, double by, double factor)
    {
        var span = past.To - past.From;
        return ShowAsync(past.From + (span * (0.5 + by)), span * factor);
    }

    // Not beyond now, where there is nothing.
    private Task ShowAsync(DateTimeOffset middle, TimeSpan span)
    {
        span = span < Shortest ? Shortest : span > Longest ? Longest : span;
        var now = Clock.GetUtcNow();
        var end = middle + (span / 2);
        end = end > now ? now : end;
        return OnZoom.InvokeAsync((end - span, end));
    }
}
