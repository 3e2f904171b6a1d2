namespace Orleans.Runtime;

/// <summary>A reminder could not be registered or removed.</summary>
[GenerateSerializer, Alias("Orleans.Runtime.ReminderException")]
public sealed class ReminderException : OrleansException
{
    /// <summary>An exception with a message.</summary>
    public ReminderException(string message)
        : base(message)
    {
    }
}
