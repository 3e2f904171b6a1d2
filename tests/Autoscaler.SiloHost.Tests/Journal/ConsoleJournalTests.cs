using Autoscaler.Contracts.Endpoints;
using Autoscaler.Contracts.Journal;
using Autoscaler.SiloHost.Journal;
using Autoscaler.SiloHost.Tests.Kit;

namespace Autoscaler.SiloHost.Tests.Journal;

public sealed class ConsoleJournalTests : IDisposable
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly EndpointChanged Happened = new(Start, EndpointId.Parse("acme/chat"), EndpointPhase.Active);

    private readonly StringWriter _output = new();
    private readonly ConsoleJournal _journal;

    public ConsoleJournalTests() => _journal = new ConsoleJournal(new FleetTally(), new EventLines(new JournalClock(new ManualTime(Start), Start)), _output);

    private string[] Lines => _output.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);

    [Fact]
    public async Task StopAsync_EventsQueued_WritesThemFirst()
    {
        _journal.Record(Happened);
        _journal.Record(Happened with { Phase = EndpointPhase.Deleting });

        await RunAsync();

        Assert.Equal(["00:00:00  acme/chat      endpoint    active", "00:00:00  acme/chat      endpoint    deleting"], Lines);
    }

    [Fact]
    public async Task Record_MoreThanTheQueueHolds_DropsAndSaysHowMany()
    {
        for (var i = 0; i < ConsoleJournal.MaxQueued + 7; i++)
        {
            _journal.Record(Happened);
        }

        await RunAsync();

        Assert.Equal(ConsoleJournal.MaxQueued + 1, Lines.Length);
        Assert.StartsWith("7 events were dropped", Lines[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Record_AfterTheEnd_DoesNotThrow()
    {
        await RunAsync();

        _journal.Record(Happened);

        Assert.Empty(Lines);
    }

    public void Dispose()
    {
        _journal.Dispose();
        _output.Dispose();
    }

    private async Task RunAsync()
    {
        await _journal.StartAsync(CancellationToken.None);
        await _journal.StopAsync(CancellationToken.None);
    }
}
