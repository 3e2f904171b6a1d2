using System.Threading.Channels;
using Autoscaler.Contracts.History;
using Autoscaler.Contracts.Journal;
using Autoscaler.Grains.Journal;

namespace Autoscaler.Journal.Tests.Kit;

/// <summary>A store that says what comes, and fails or hangs when told to.</summary>
internal sealed class StubStore : IJournalStore
{
    private readonly Channel<ImmutableArray<FleetEvent>> _events = Channel.CreateUnbounded<ImmutableArray<FleetEvent>>();
    private readonly Channel<ImmutableArray<DemandRow>> _demand = Channel.CreateUnbounded<ImmutableArray<DemandRow>>();

    /// <summary>What a write waits for before it is done.</summary>
    public Func<Task> OnWrite { get; set; } = static () => Task.CompletedTask;

    public bool HasEvents => _events.Reader.Count > 0;

    public Task<ImmutableArray<FleetEvent>> NextEventsAsync() => _events.Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(30));

    public Task<ImmutableArray<DemandRow>> NextDemandAsync() => _demand.Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(30));

    public async Task AppendEventsAsync(ImmutableArray<FleetEvent> events, CancellationToken cancellationToken)
    {
        await OnWrite();
        _events.Writer.TryWrite(events);
    }

    public async Task AppendDemandAsync(ImmutableArray<DemandRow> rows, CancellationToken cancellationToken)
    {
        await OnWrite();
        _demand.Writer.TryWrite(rows);
    }

    public Task AppendChangeAsync(ChangeRecord change, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<EventPage> ReadEventsAsync(HistoryScope scope, EventQuery query, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<ChangePage> ReadChangesAsync(HistoryScope scope, ChangeQuery query, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<DemandHistory> ReadDemandAsync(EndpointId endpoint, DemandQuery query, CancellationToken cancellationToken) => throw new NotSupportedException();
}
