namespace Orleans.Serialization;

/// <summary>A value was to be sent, or an exception to be answered, whose type no serializer knows.</summary>
[GenerateSerializer]
[Alias("Orleans.Serialization.CodecNotFoundException")]
public class CodecNotFoundException : SerializerException
{
    /// <summary>An exception without a message of its own.</summary>
    internal CodecNotFoundException()
    {
    }

    /// <summary>An exception with a message.</summary>
    public CodecNotFoundException(string message)
        : base(message)
    {
    }

    /// <summary>An exception with a message and its cause.</summary>
    internal CodecNotFoundException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
