using Autoscaler.Contracts.Endpoints;
using Autoscaler.Contracts.Fleets;
using Autoscaler.Contracts.Slots;
using Autoscaler.Dashboard.Access;
using Autoscaler.Dashboard.Text;
using Microsoft.AspNetCore.Components;
using Radzen;

namespace Autoscaler.Dashboard.Parts;

/// <summary>An endpoint in short, and what may be done to it as a whole.</summary>
public partial class EndpointHead
{
    private ElementReference _title;
    private EndpointSummary _summary = null!;
    private ImmutableArray<string> _errors = [];
    private bool _isBusy;

    /// <summary>The endpoint.</summary>
    [Parameter, EditorRequired]
    public EndpointView View { get; set; } = null!;

    /// <summary>Now, by the service's clock, UTC.</summary>
    [Parameter, EditorRequired]
    public DateTimeOffset At { get; set; }

    [Inject]
    private DashboardSession Session { get; set; } = null!;

    [Inject]
    private Changes Changes { get; set; } = null!;

    [Inject]
    private DialogService Dialogs { get; set; } = null!;

    [Inject]
    private IGrainFactory Grains { get; set; } = null!;

    private IEndpointGrain Grain => Grains.GetGrain<IEndpointGrain>(View.Id.ToString());

    private string Why => string.Join("; ", View.Components.Where(static component => component.Latest is not null)
        .Select(component => $"{(View.Components.Length > 1 ? $"{component.Name.Value}: " : "")}{Shown.Words(component.Latest!.Reason)}"));

    private string Demand => View.Components.All(static component => component.Latest?.Demand.Concurrency is null)
        ? Shown.Unknown
        : Shown.Number(View.Components.Sum(static component => component.Latest?.Demand.Concurrency ?? 0));

    private string DemandDetail => View.Components.Max(static component => component.Latest?.Demand.NewestSampleStart) is { } sample
        ? $"sample of {Shown.Duration(At - sample)} ago"
        : "no sample yet: demand is unknown, and holds";

    private string NextReady => View.Slots.SelectMany(static slot => slot.Copies).Where(static copy => copy.Phase is CopyPhase.Ordered or CopyPhase.Starting)
        .Select(static copy => (DateTimeOffset?)copy.PhaseEnteredAt).Min() is { } since ? $"the longest under way for {Shown.Duration(At - since)}" : "none is under way";

    private string Placed => string.Join(", ", View.Placed.Where(static placed => placed.Copies > 0).Select(static placed => $"{Shown.Count(placed.Copies)} {Shown.Place(placed.Class)}"));

    /// <inheritdoc/>
    protected override void OnParametersSet() => _summary = EndpointSummary.Of(View);

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            // The page came before its contents did: where it begins is known only now.
            await _title.FocusAsync(preventScroll: true);
        }
    }

    private async Task PauseAsync()
    {
        var isPaused = !View.IsPaused;
        _isBusy = true;
        _errors = await Changes.TryAsync(isPaused ? $"{View.Id} is paused" : $"{View.Id} scales again", cancellationToken => Grain.SetPausedAsync(isPaused, cancellationToken));
        _isBusy = false;
    }

    private Task DeleteAsync() => ConfirmByName.AskAsync(
        Dialogs,
        $"Delete {View.Id}",
        "Its copies drain, its instances are terminated, and its cache and encryption key are purged. This cannot be undone; a receipt is kept.",
        View.Id.ToString(),
        "Delete for good",
        () => Changes.TryAsync($"{View.Id} is being deleted", cancellationToken => Grain.DeleteAsync(WriteCondition.None, cancellationToken)));
}
