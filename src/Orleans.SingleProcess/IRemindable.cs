using Orleans.Runtime;

namespace Orleans;

/// <summary>A grain that can have reminders.</summary>
public interface IRemindable : IGrain
{
    /// <summary>Takes a reminder's tick; a grain that is not active is activated for it. What it throws is logged, and the reminder goes on.</summary>
    /// <param name="reminderName">The reminder's name.</param>
    /// <param name="status">Which tick it is.</param>
    Task ReceiveReminder(string reminderName, TickStatus status);
}
