namespace Orleans.Serialization;

/// <summary>Base of the exceptions that a serializer raises.</summary>
[GenerateSerializer]
[Alias("Orleans.Serialization.SerializerException")]
public class SerializerException : Exception
{
    /// <summary>An exception without a message of its own.</summary>
    public SerializerException()
    {
    }

    /// <summary>An exception with a message.</summary>
    public SerializerException(string message)
        : base(message)
    {
    }

    /// <summary>An exception with a message and its cause.</summary>
    public SerializerException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
