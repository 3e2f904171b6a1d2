namespace Orleans.Runtime;

/// <summary>A call was refused before it reached its grain.</summary>
[GenerateSerializer]
[Alias("Orleans.Runtime.OrleansMessageRejectionException")]
public class OrleansMessageRejectionException : OrleansException
{
    /// <summary>An exception without a message of its own.</summary>
    internal OrleansMessageRejectionException()
        : base("The call was refused.")
    {
    }

    /// <summary>An exception with a message.</summary>
    internal OrleansMessageRejectionException(string message)
        : base(message)
    {
    }

    /// <summary>An exception with a message and its cause.</summary>
    internal OrleansMessageRejectionException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
