namespace Orleans.Runtime;

/// <summary>The host that should answer a call has stopped, is stopping, or has crashed.</summary>
[GenerateSerializer]
[Alias("Orleans.Runtime.SiloUnavailableException")]
public sealed class SiloUnavailableException : OrleansMessageRejectionException
{
    /// <summary>An exception without a message of its own.</summary>
    public SiloUnavailableException()
        : base("The host is unavailable.")
    {
    }

    /// <summary>An exception with a message.</summary>
    public SiloUnavailableException(string msg)
        : base(msg)
    {
    }

    /// <summary>An exception with a message and its cause.</summary>
    public SiloUnavailableException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
