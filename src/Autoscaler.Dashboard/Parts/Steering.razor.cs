using Autoscaler.Contracts.Endpoints;
using Autoscaler.Contracts.Specs;
using Autoscaler.Dashboard.Access;
using Autoscaler.Dashboard.Text;
using Autoscaler.Documents;
using Microsoft.AspNetCore.Components;

namespace Autoscaler.Dashboard.Parts;

/// <summary>Copies of a component that a person sets, and how it is doing.</summary>
public partial class Steering
{
    private int _copies;
    private string _for = "30m";
    private bool _isBusy;
    private ImmutableArray<string> _errors = [];

    /// <summary>The endpoint.</summary>
    [Parameter, EditorRequired]
    public EndpointView View { get; set; } = null!;

    /// <summary>The component.</summary>
    [Parameter, EditorRequired]
    public ComponentSpec Component { get; set; } = null!;

    /// <summary>Now, by the service's clock, UTC.</summary>
    [Parameter, EditorRequired]
    public DateTimeOffset At { get; set; }

    [Inject]
    private DashboardSession Session { get; set; } = null!;

    [Inject]
    private Changes Changes { get; set; } = null!;

    [Inject]
    private IGrainFactory Grains { get; set; } = null!;

    [Inject]
    private TimeProvider Clock { get; set; } = null!;

    private CopyOverride? Override => View.Overrides.FirstOrDefault(set => set.Component == Component.Name);

    private IEndpointGrain Grain => Grains.GetGrain<IEndpointGrain>(View.Id.ToString());

    /// <inheritdoc/>
    protected override void OnInitialized() =>
        _copies = Math.Clamp(View.Components.FirstOrDefault(component => component.Name == Component.Name)?.Latest?.Wanted ?? 1, 1, Math.Max(1, Component.MaxCopies));

    private async Task SetAsync()
    {
        if (DurationText.Parse(_for) is not { } length)
        {
            _errors = [$"For how long: expected {DurationText.Rule}; found '{_for}'"];
            return;
        }

        // By the service's own clock, which is also the grains'.
        var now = Clock.GetUtcNow();
        var until = length < DateTimeOffset.MaxValue - now ? now + length : DateTimeOffset.MaxValue;
        await TryAsync(
            $"{Component.Name.Value} is set to {Shown.Copies(_copies)} for {DurationText.Of(length)}",
            cancellationToken => Grain.OverrideAsync(Component.Name, _copies, until, cancellationToken));
    }

    private Task EndAsync() => TryAsync($"Demand decides on {Component.Name.Value} again", cancellationToken => Grain.EndOverrideAsync(Component.Name, cancellationToken));

    private async Task TryAsync(string done, Func<CancellationToken, Task<ChangeResult>> change)
    {
        _isBusy = true;
        _errors = await Changes.TryAsync(done, change);
        _isBusy = false;
    }
}
