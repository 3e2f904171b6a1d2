using System.Collections.Immutable;

namespace Orleans.SingleProcess.Reminders;

/// <summary>All reminders of a host.</summary>
[GenerateSerializer, Alias("orleans.singleprocess.ReminderState"), Immutable]
internal sealed record ReminderState
{
    public static readonly ReminderState Empty = new();

    /// <summary>The reminders, in the order of their first registration.</summary>
    [Id(0)] public ImmutableArray<ReminderEntry> Entries { get; init; } = [];

    /// <summary>The version given out last.</summary>
    [Id(1)] public long LastVersion { get; init; }

    public int IndexOf(string grain, string name)
    {
        for (var index = 0; index < Entries.Length; index++)
        {
            if (Entries[index].Grain == grain && Entries[index].Name == name)
            {
                return index;
            }
        }

        return -1;
    }
}
