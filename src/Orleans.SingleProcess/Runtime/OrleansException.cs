namespace Orleans.Runtime;

/// <summary>Base of the exceptions that the grain host itself raises.</summary>
[GenerateSerializer]
[Alias("Orleans.Runtime.OrleansException")]
public class OrleansException : Exception
{
    /// <summary>An exception without a message of its own.</summary>
    public OrleansException()
    {
    }

    /// <summary>An exception with a message.</summary>
    public OrleansException(string message)
        : base(message)
    {
    }

    /// <summary>An exception with a message and its cause.</summary>
    public OrleansException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
