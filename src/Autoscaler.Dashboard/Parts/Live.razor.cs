using Autoscaler.Dashboard.Access;
using Autoscaler.Dashboard.Live;
using Microsoft.AspNetCore.Components;

namespace Autoscaler.Dashboard.Parts;

/// <summary>Shows what a feed reads, anew whenever it differs; while there is nothing it says so, and where it cannot be read it says what to do.</summary>
/// <typeparam name="T">What the feed reads.</typeparam>
public partial class Live<T> : IDisposable
{
    // A page that is asked for waits so long for its contents, so that it comes whole.
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(700);

    private Feed<T>? _feed;
    private FeedReading<T>? _reading;
    private IDisposable? _watching;
    private int _isTold;
    private bool _isDisposed;

    /// <summary>The feed.</summary>
    [Parameter, EditorRequired]
    public Feed<T> Feed { get; set; } = null!;

    /// <summary>What is shown of a reading.</summary>
    [Parameter]
    public RenderFragment<T>? ChildContent { get; set; }

    /// <summary>Is told of each reading, before it is shown.</summary>
    [Parameter]
    public Action<T>? OnRead { get; set; }

    [Inject]
    private DashboardSession Session { get; set; } = null!;

    /// <inheritdoc/>
    public void Dispose()
    {
        _isDisposed = true;
        _watching?.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        if (ReferenceEquals(_feed, Feed))
        {
            return;
        }

        _feed = Feed;
        _watching?.Dispose();
        _watching = Feed.Watch(OnChanged);
        if (Feed.Current.Value is null && !RendererInfo.IsInteractive)
        {
            await Task.WhenAny(Feed.First, Task.Delay(Patience, TimeProvider.System));
        }

        Take();
    }

    // Where nobody can say who looks nothing new is shown, but that nothing can be read is.
    private async Task<bool> MayShowAsync()
    {
        try
        {
            return await Session.LookAsync() is not null;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return _feed!.Current.Failure is not null && ReferenceEquals(_feed.Current.Value, _reading?.Value);
        }
    }

    private void Take()
    {
        _reading = _feed!.Current;
        if (_reading.Value is { } value)
        {
            OnRead?.Invoke(value);
        }
    }

    // Readings that come while one waits to be shown are shown with it.
    private void OnChanged()
    {
        if (Interlocked.Exchange(ref _isTold, 1) == 0)
        {
            _ = InvokeAsync(ShowAsync);
        }
    }

    private async Task ShowAsync()
    {
        Interlocked.Exchange(ref _isTold, 0);
        if (!_isDisposed && await MayShowAsync() && !_isDisposed)
        {
            Take();
            StateHasChanged();
        }
    }
}
