using System.Globalization;
using Autoscaler.Dashboard.Charts;
using Autoscaler.Dashboard.Text;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace Autoscaler.Dashboard.Parts;

/// <summary>Demand against ready, coming and wanted copies over time, with the decisions marked. One drags over it to look closer.</summary>
public partial class DemandChart : IAsyncDisposable
{
    private const int MaxRows = 60;

    // Shorter stretches hold nothing to look at.
    private const double SmallestPart = 0.01;

    private ElementReference _plot;
    private DotNetObjectReference<DemandChart>? _self;

    /// <summary>What is drawn.</summary>
    [Parameter, EditorRequired]
    public DemandChartModel Model { get; set; } = null!;

    /// <summary>What stands beside the legend.</summary>
    [Parameter]
    public RenderFragment? Tools { get; set; }

    /// <summary>A decision was chosen.</summary>
    [Parameter]
    public EventCallback<DecisionId> OnOpen { get; set; }

    /// <summary>A stretch was chosen.</summary>
    [Parameter]
    public EventCallback<(DateTimeOffset From, DateTimeOffset To)> OnZoom { get; set; }

    [Inject]
    private IJSRuntime Script { get; set; } = null!;

    [Inject]
    private Viewer Viewer { get; set; } = null!;

    private string Summary
    {
        get
        {
            var last = Model.Buckets.LastOrDefault(static bucket => bucket.Ready is not null);
            var most = Model.Buckets.Max(static bucket => bucket.Wanted) ?? 0;
            return $"Over {Shown.Duration(Model.Time.Span)}: wanted up to {Shown.Copies(most)}; last known ready {Shown.Number(last.Ready)}, coming {Shown.Number(last.Coming)}, "
                + $"demand {Shown.Number(last.Concurrency)} requests at once; {Model.Marks.Sum(static mark => mark.Count)} decisions. The table below has the values.";
        }
    }

    /// <summary>Tells the page's script what stands at a place.</summary>
    [JSInvokable]
    public string? Describe(double place) => Model.At(place) is { } bucket
        ? string.Join('\n', [
            Viewer.Local(bucket.Start).ToString("d MMM HH:mm:ss", CultureInfo.InvariantCulture),
            $"demand|{Shown.Number(bucket.Concurrency)} requests at once",
            $"|{Shown.Number(Model.InCopies(bucket))} in copies",
            $"wanted|{Shown.Number(bucket.Wanted)}",
            $"ready|{Shown.Number(bucket.Ready)}",
            $"coming|{Shown.Number(bucket.Coming)}",
        ])
        : null;

    /// <summary>Is told by the page's script that somebody dragged from place to place.</summary>
    [JSInvokable]
    public Task Zoom(double from, double to) => to - from < SmallestPart
        ? Task.CompletedTask
        : InvokeAsync(() => OnZoom.InvokeAsync((Model.Time.From + (Model.Time.Span * Math.Clamp(from, 0, 1)), Model.Time.From + (Model.Time.Span * Math.Clamp(to, 0, 1)))));

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_self is not null)
        {
            try
            {
                await Script.InvokeVoidAsync("autoscaler.detachChart", _plot);
            }
            catch (JSDisconnectedException)
            {
                // The page is gone, and its script with it.
            }

            _self.Dispose();
        }

        GC.SuppressFinalize(this);
    }

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            _self = DotNetObjectReference.Create(this);
            await Script.InvokeVoidAsync("autoscaler.attachChart", _plot, _self);
        }
    }

    private static string Percent(double place) => string.Create(CultureInfo.InvariantCulture, $"{place * 100:0.##}%");

    private string TitleOf(DecisionMark mark)
    {
        var effects = string.Join(", ", new[] { mark.Added > 0 ? $"{Shown.Copies(mark.Added)} placed" : null, mark.Removed > 0 ? $"{Shown.Copies(mark.Removed)} drained" : null }.OfType<string>());
        var when = Viewer.Local(mark.Newest.Decision.At).ToString("HH:mm:ss", CultureInfo.InvariantCulture);
        return mark.Count == 1 ? $"Decision at {when}: {(effects.Length == 0 ? "instances let go" : effects)}" : $"{mark.Count} decisions up to {when}: {effects}";
    }

    // The newest first, thinned out to what a person reads.
    private IEnumerable<DemandBucket> Rows()
    {
        var every = Math.Max(1, (Model.Buckets.Length + MaxRows - 1) / MaxRows);
        return Model.Buckets.Reverse().Where((_, i) => i % every == 0).Where(static bucket => bucket is not { Concurrency: null, Ready: null, Wanted: null });
    }
}
