using Orleans.Runtime;
using Orleans.Serialization;

namespace Orleans.SingleProcess.Serialization;

/// <summary>
/// Passes values through bytes, by the rules of a cluster's serializer: what does not come out of a cluster as it went in does not come out here.
/// The bytes are a format of this host's own. Safe for use from several threads.
/// </summary>
public sealed class MessageSerializer
{
    [ThreadStatic]
    private static ByteWriter? _freeWriter;

    [ThreadStatic]
    private static ByteReader? _freeReader;

    /// <summary>A serializer that knows no host: references do not travel.</summary>
    public MessageSerializer()
        : this(new ExceptionSerializationOptions(), null)
    {
    }

    /// <summary>A serializer that knows no host, with these exceptions beside the annotated ones.</summary>
    public MessageSerializer(ExceptionSerializationOptions exceptionOptions)
        : this(exceptionOptions, null)
    {
    }

    internal MessageSerializer(ExceptionSerializationOptions exceptionOptions, GrainReferences? references)
    {
        ExceptionOptions = exceptionOptions;
        References = references;
    }

    internal ExceptionSerializationOptions ExceptionOptions { get; }

    internal GrainReferences? References { get; }

    /// <summary>A copy that shares nothing with the value but what never changes.</summary>
    /// <exception cref="CodecNotFoundException">Something in the value does not travel.</exception>
    /// <exception cref="SerializerException">A type in the value is not annotated rightly, or the value contains itself.</exception>
    /// <exception cref="KeyNotFoundException">A base class of an annotated type is not annotated.</exception>
    public T Copy<T>(T value)
    {
        var codec = CodecTable.Of<T>();
        if (codec.IsAtomic)
        {
            return value;
        }

        var writer = RentWriter();
        codec.Write(writer, value);
        var reader = RentReader(writer.Buffer, writer.Length, writer.Passengers);
        var copy = codec.Read(reader);
        Return(writer, reader);
        return copy;
    }

    /// <summary>A copy of a value, null among them, that stands where this type is declared.</summary>
    /// <inheritdoc cref="Copy{T}"/>
    public object? Copy(object? value, Type declaredType)
    {
        ArgumentNullException.ThrowIfNull(declaredType);
        var codec = CodecTable.Of(declaredType);
        if (codec.IsAtomic || value is null)
        {
            return value;
        }

        var writer = RentWriter();
        codec.WriteObject(writer, value);
        var reader = RentReader(writer.Buffer, writer.Length, writer.Passengers);
        var copy = codec.ReadObject(reader);
        Return(writer, reader);
        return copy;
    }

    /// <summary>The exception as its caller gets it: a copy, or the exception that says that it does not travel.</summary>
    public Exception CopyException(Exception exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        try
        {
            return Copy(exception);
        }
#pragma warning disable CA1031 // Its own code may fail too, and its caller must have an answer.
        catch (Exception refusal)
#pragma warning restore CA1031
        {
            return refusal;
        }
    }

    /// <summary>The bytes of a value: the name of the declared type, then the value.</summary>
    /// <inheritdoc cref="Copy{T}"/>
    public byte[] Serialize<T>(T value) => Serialize(value, typeof(T));

    /// <inheritdoc cref="Serialize{T}"/>
    public byte[] Serialize(object? value, Type declaredType)
    {
        ArgumentNullException.ThrowIfNull(declaredType);
        var codec = CodecTable.Of(declaredType);
        var writer = RentWriter();
        writer.WriteText(TypeNames.NameOf(declaredType));
        codec.WriteObject(writer, value!);
        if (writer.Passengers.Count > 0)
        {
            throw new SerializerException($"A {writer.Passengers[0].GetType()} in a {declaredType} travels within its process only: it has no bytes.");
        }

        var bytes = writer.Written.ToArray();
        _freeWriter = writer;
        return bytes;
    }

    /// <summary>The value that <see cref="Serialize{T}"/> made the bytes of, by this or an earlier release.</summary>
    /// <exception cref="SerializerException">The bytes are of something else.</exception>
    public T Deserialize<T>(byte[] bytes) => (T)Deserialize(bytes, typeof(T))!;

    /// <inheritdoc cref="Deserialize{T}"/>
    public object? Deserialize(byte[] bytes, Type declaredType)
    {
        ArgumentNullException.ThrowIfNull(bytes);
        ArgumentNullException.ThrowIfNull(declaredType);
        var codec = CodecTable.Of(declaredType);
        var reader = RentReader(bytes, bytes.Length, null);
        var name = reader.ReadText();
        if (name != TypeNames.NameOf(declaredType))
        {
            throw new SerializerException($"The bytes are of a '{name}'; expected a '{TypeNames.NameOf(declaredType)}'.");
        }

        var value = codec.ReadObject(reader);
        if (!reader.IsAtEnd)
        {
            throw reader.Malformed("the value ends before they do");
        }

        _freeReader = reader;
        return value;
    }

    /// <summary>Whether an exception says that a value does not travel.</summary>
    internal static bool IsRefusal(Exception exception) => exception is SerializerException or KeyNotFoundException or ArgumentException;

    internal object MakeReference(Type interfaceType, GrainId id) =>
        References is { } references
            ? references.Create(interfaceType, id.Type == references.Observers.Class.GrainType ? references.Observers.Class : references.ClassOf(id), id.Key.ToString())
            : throw new SerializerException($"The reference to {id} cannot be made: no host reads it.");

    // A serializer that an earlier failure left is never put back, so what is free is clean after a reset.
    private ByteWriter RentWriter()
    {
        var writer = _freeWriter;
        _freeWriter = null;
        if (writer is null || !ReferenceEquals(writer.Serializer, this))
        {
            return new ByteWriter(this);
        }

        writer.Reset();
        return writer;
    }

    private ByteReader RentReader(byte[] buffer, int length, List<object>? passengers)
    {
        var reader = _freeReader;
        _freeReader = null;
        if (reader is null || !ReferenceEquals(reader.Serializer, this))
        {
            reader = new ByteReader(this);
        }

        reader.Reset(buffer, length, passengers);
        return reader;
    }

    private static void Return(ByteWriter writer, ByteReader reader)
    {
        _freeWriter = writer;
        _freeReader = reader;
    }
}
