using Autoscaler.Grains.Journal;

namespace Autoscaler.Journal.Sqlite;

/// <summary>The tables of a journal, on one connection and its thread.</summary>
internal sealed class JournalTables
{
    public JournalTables(Statements statements, JournalLimits limits)
    {
        Names = new NameTables(statements);
        Events = new EventTable(statements, Names, limits);
        Changes = new ChangeTable(statements, Names, limits);
        Demand = new DemandTables(statements, Names, limits);
    }

    public NameTables Names { get; }

    public EventTable Events { get; }

    public ChangeTable Changes { get; }

    public DemandTables Demand { get; }

    /// <summary>Forgets what was remembered of the file: a transaction was undone.</summary>
    public void Forget()
    {
        Names.Forget();
        Demand.Forget();
    }
}
