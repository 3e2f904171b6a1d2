using Autoscaler.Dashboard.Access;
using Autoscaler.Dashboard.Charts;
using Autoscaler.Dashboard.Live;
using Microsoft.AspNetCore.Components;

namespace Autoscaler.Dashboard.Parts;

/// <summary>An endpoint's copies over the last hour, in the height of a line: wanted, and ready.</summary>
public partial class SmallCurve : IDisposable
{
    private EndpointId? _of;
    private Feed<Sparkline>? _feed;
    private IDisposable? _watching;
    private Sparkline? _curve;
    private bool _differs;
    private string _area = string.Empty;
    private string _ready = string.Empty;
    private string _wanted = string.Empty;

    /// <summary>The endpoint.</summary>
    [Parameter, EditorRequired]
    public EndpointId Endpoint { get; set; }

    [Inject]
    private DashboardSession Session { get; set; } = null!;

    [Inject]
    private Feeds Feeds { get; set; } = null!;

    private string Label => _curve is null ? "Copies over the last hour" : $"Copies over the last hour: wanted up to {Most(_curve.Wanted)}, ready up to {Most(_curve.Ready)}";

    /// <inheritdoc/>
    public void Dispose()
    {
        _watching?.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        if (_of == Endpoint)
        {
            return;
        }

        _of = Endpoint;
        _watching?.Dispose();
        _feed = Feeds.Sparkline(Session.Caller!, Endpoint);
        _watching = _feed.Watch(() => _ = InvokeAsync(Show));
        Draw();
    }

    /// <inheritdoc/>
    protected override bool ShouldRender()
    {
        var differs = _differs;
        _differs = false;
        return differs;
    }

    private void Show()
    {
        Draw();
        StateHasChanged();
    }

    private void Draw()
    {
        _differs = true;
        _curve = _feed!.Current.Value;
        if (_curve is null)
        {
            return;
        }

        var top = Math.Max(1, Math.Max(Most(_curve.Wanted), Most(_curve.Ready)));
        var ready = Points(_curve.Ready, top).ToList();
        _ready = CurvePath.Line(ready);
        _area = CurvePath.Area(ready);
        _wanted = CurvePath.Line(Points(_curve.Wanted, top));
    }

    private static IEnumerable<(double X, double? Y)> Points(ImmutableArray<int?> counts, int top) =>
        counts.Select((count, i) => ((double)i / (Sparkline.Points - 1), count is { } one ? 0.95 - (0.9 * one / top) : (double?)null));

    private static int Most(ImmutableArray<int?> counts) => counts.Max() ?? 0;
}
