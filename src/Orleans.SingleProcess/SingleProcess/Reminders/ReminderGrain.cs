using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Orleans.Runtime;

namespace Orleans.SingleProcess.Reminders;

/// <summary>
/// Keeps all reminders in one record, which suits the hundreds that there are, and sends their ticks from a timer. Being a grain, it works alike under both
/// schedulers, and a crash or a failed write is no case of its own: the next wake reads what is stored.
/// </summary>
[KeepAlive]
internal sealed class ReminderGrain(
    [PersistentState("reminders", ReminderGrain.StorageName)] IPersistentState<ReminderState> storage, TimeProvider clock, ILogger<ReminderGrain> logger)
    : Grain, IReminderGrain
{
    /// <summary>The storage that the record is in.</summary>
    public const string StorageName = "Orleans.SingleProcess.Reminders";

    // A clock that was set back or forward is noticed after so long.
    private static readonly TimeSpan LongestNap = TimeSpan.FromMinutes(1);

    private readonly Dictionary<(string Grain, string Name), DateTimeOffset> _next = [];
    private readonly HashSet<(string Grain, string Name)> _ticking = [];
    private ReminderState _state = ReminderState.Empty;
    private IGrainTimer? _timer;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _state = storage.RecordExists ? storage.State : ReminderState.Empty;
        StartTimer();
        return Task.CompletedTask;
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        _timer = null;

        // Not to wait for the next wake: a tick that is due before it would be missed.
        return reason.ReasonCode == DeactivationReasonCode.ShuttingDown
            ? Task.CompletedTask
            : GrainFactory.GetGrain<IReminderGrain>(IReminderGrain.Key).WakeAsync();
    }

    // Being active is being awake.
    public Task WakeAsync() => Task.CompletedTask;

    public async Task<ReminderEntry> RegisterAsync(ReminderEntry entry)
    {
        var state = _state;
        var added = entry with { Version = state.LastVersion + 1 };
        var index = state.IndexOf(entry.Grain, entry.Name);
        var entries = index < 0 ? state.Entries.Add(added) : state.Entries.SetItem(index, added);
        await WriteAsync(state with { Entries = entries, LastVersion = added.Version });
        _next.Remove((entry.Grain, entry.Name));
        Rearm();
        return added;
    }

    public async Task<bool> UnregisterAsync(ReminderEntry entry)
    {
        var state = _state;
        var index = state.IndexOf(entry.Grain, entry.Name);
        if (index < 0 || state.Entries[index].Version != entry.Version)
        {
            return false;
        }

        await WriteAsync(state with { Entries = state.Entries.RemoveAt(index) });
        _next.Remove((entry.Grain, entry.Name));
        return true;
    }

    public Task<ImmutableArray<ReminderEntry>> GetAsync(string grain) =>
        Task.FromResult<ImmutableArray<ReminderEntry>>(
            [.. _state.Entries.Where(entry => entry.Grain == grain).OrderBy(static entry => entry.Name, StringComparer.Ordinal)]);

    private async Task WriteAsync(ReminderState state)
    {
        storage.State = state;
        try
        {
            await storage.WriteStateAsync();
        }
        catch
        {
            // Whether it was stored is unknown; the next activation reads it.
            DeactivateOnIdle();
            throw;
        }

        _state = state;
    }

    private async Task TickAsync()
    {
        var now = clock.GetUtcNow();
        var due = _state.Entries.Where(entry => DueAt(entry, now) <= now).ToList();
        foreach (var entry in due)
        {
            _next[(entry.Grain, entry.Name)] = entry.NextAfter(now);
        }

        // Another timer looks for the next ticks: a grain that takes long must not keep those of others waiting.
        _timer?.Dispose();
        StartTimer();
        await Task.WhenAll(due.Select(entry => TickAsync(entry, now)));
    }

    private async Task TickAsync(ReminderEntry entry, DateTimeOffset now)
    {
        if (!_ticking.Add((entry.Grain, entry.Name)))
        {
            // Its grain has not done with the last one.
            return;
        }

        try
        {
            var separator = entry.Grain.IndexOf('/', StringComparison.Ordinal);
            var grain = GrainFactory.GetGrain<IRemindable>(GrainId.Create(entry.Grain[..separator], entry.Grain[(separator + 1)..]));
            await grain.ReceiveReminder(entry.Name, new TickStatus(entry.FirstAt.UtcDateTime, entry.Period, now.UtcDateTime));
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // The reminder goes on: its next tick may go well.
            SiloLog.ReminderFailed(logger, e, entry.Name, entry.Grain);
        }
        finally
        {
            _ticking.Remove((entry.Grain, entry.Name));
        }
    }

    /// <summary>When the next tick is due. A tick that a clock set back has put off by more than a period is brought forward.</summary>
    private DateTimeOffset DueAt(ReminderEntry entry, DateTimeOffset now)
    {
        if (_next.TryGetValue((entry.Grain, entry.Name), out var next) && (next - now <= entry.Period || next == entry.FirstAt))
        {
            return next;
        }

        return _next[(entry.Grain, entry.Name)] = entry.NextAfter(now);
    }

    private void StartTimer() => _timer = this.RegisterGrainTimer(
        TickAsync, new GrainTimerCreationOptions(Nap(clock.GetUtcNow()), Timeout.InfiniteTimeSpan) { Interleave = true });

    private void Rearm() => _timer?.Change(Nap(clock.GetUtcNow()), Timeout.InfiniteTimeSpan);

    private TimeSpan Nap(DateTimeOffset now)
    {
        var nap = LongestNap;
        foreach (var entry in _state.Entries)
        {
            var wait = DueAt(entry, now) - now;
            nap = wait < nap ? wait : nap;
        }

        return nap > TimeSpan.Zero ? nap : TimeSpan.Zero;
    }
}
