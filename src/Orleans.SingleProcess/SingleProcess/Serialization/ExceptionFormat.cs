using System.Collections;
using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using System.Runtime.Serialization;
using Orleans.Serialization;

namespace Orleans.SingleProcess.Serialization;

/// <summary>
/// Exceptions as a cluster passes them: those of the framework with what every exception has, and no more; annotated ones with their members too;
/// the others not at all.
/// </summary>
internal static class ExceptionFormat
{
    private const byte Plain = 0;
    private const byte Aggregate = 1;
    private const byte Annotated = 2;

    private static readonly ConcurrentDictionary<Type, MemberTable> Tables = new();

    // The only way into a class without a constructor for it: sets the message and the inner exception of an exception that is there already.
    private static readonly ConstructorInfo Fill = typeof(Exception).GetConstructor(
        BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public, [typeof(SerializationInfo), typeof(StreamingContext)])!;

    /// <exception cref="CodecNotFoundException">The exception, or one inside it, does not travel.</exception>
    public static void Write(ByteWriter writer, Exception exception)
    {
        var type = exception.GetType();
        var kind = KindOf(writer.Serializer.ExceptionOptions, type);
        writer.Enter(type);
        writer.WriteByte(kind);
        writer.WriteText(TypeNames.NameOf(type));
        WriteWhatAllHave(writer, exception, kind);
        if (kind == Annotated)
        {
            TableOf(type).WriteObject(writer, exception);
        }

        writer.Leave();
    }

    public static Exception Read(ByteReader reader)
    {
        var kind = reader.ReadByte();
        var type = TypeNames.Find(reader.ReadText());
        if (!typeof(Exception).IsAssignableFrom(type))
        {
            throw reader.Malformed($"an exception was expected; found a {type}");
        }

        reader.Enter(type);
        var exception = ReadWhatAllHave(reader, type, kind);
        if (kind == Annotated)
        {
            TableOf(type).ReadObject(reader, exception);
        }

        reader.Leave();
        return exception;
    }

    private static byte KindOf(ExceptionSerializationOptions options, Type type)
    {
        if (type == typeof(AggregateException))
        {
            return Aggregate;
        }

        if (type.IsDefined(typeof(GenerateSerializerAttribute), inherit: false))
        {
            CodecTable.Exact(type);
            return Annotated;
        }

        var travels = options.SupportedExceptionTypeFilter(type)
            || (type.Namespace is { } space && options.SupportedNamespacePrefixes.Any(prefix => space.StartsWith(prefix, StringComparison.Ordinal)));
        return travels ? Plain : throw CodecTable.NotFound(type);
    }

    private static MemberTable TableOf(Type type) => Tables.GetOrAdd(type, MemberTable.Of);

    private static void WriteWhatAllHave(ByteWriter writer, Exception exception, byte kind)
    {
        var texts = CodecTable.Of<string?>();
        texts.Write(writer, kind == Aggregate ? OwnMessage((AggregateException)exception) : exception.Message);
        texts.Write(writer, exception.StackTrace);
        writer.WriteSigned(exception.HResult);
        if (kind == Aggregate)
        {
            CodecTable.Of<Exception[]>().Write(writer, [.. ((AggregateException)exception).InnerExceptions]);
        }
        else
        {
            CodecTable.Of<Exception?>().Write(writer, exception.InnerException);
        }

        writer.WriteNumber((ulong)exception.Data.Count);
        foreach (DictionaryEntry pair in exception.Data)
        {
            CodecTable.Of<object?>().Write(writer, pair.Key);
            CodecTable.Of<object?>().Write(writer, pair.Value);
        }
    }

    private static Exception ReadWhatAllHave(ByteReader reader, Type type, byte kind)
    {
        var texts = CodecTable.Of<string?>();
        var message = texts.Read(reader);
        var stackTrace = texts.Read(reader);
        var code = (int)reader.ReadSigned();
        Exception exception;
        if (kind == Aggregate)
        {
            exception = new AggregateException(message, CodecTable.Of<Exception[]>().Read(reader));
        }
        else
        {
            exception = Create(type);
            FillIn(exception, message, CodecTable.Of<Exception?>().Read(reader), code);
        }

        exception.HResult = code;
        for (var left = reader.ReadCount(); left > 0; left--)
        {
            var key = CodecTable.Of<object?>().Read(reader)!;
            exception.Data[key] = CodecTable.Of<object?>().Read(reader);
        }

        return stackTrace is null ? exception : ExceptionDispatchInfo.SetRemoteStackTrace(exception, stackTrace);
    }

    private static Exception Create(Type type) =>
        type.GetConstructor(Type.EmptyTypes) is not null
            ? (Exception)System.Activator.CreateInstance(type)!
            : (Exception)RuntimeHelpers.GetUninitializedObject(type);

    /// <summary>The message that an aggregate was made with: the one that it shows ends with those of its parts.</summary>
    private static string OwnMessage(AggregateException exception)
    {
        var parts = string.Concat(exception.InnerExceptions.Select(static inner => $" ({inner.Message})"));
        return exception.Message.EndsWith(parts, StringComparison.Ordinal) ? exception.Message[..^parts.Length] : exception.Message;
    }

#pragma warning disable SYSLIB0050 // Formatters are obsolete; that Exception can be filled in from one is the runtime's own contract, and Orleans' way.
    private static void FillIn(Exception exception, string? message, Exception? inner, int code)
    {
        var values = new SerializationInfo(typeof(Exception), new FormatterConverter());
        values.AddValue("ClassName", exception.GetType().ToString(), typeof(string));
        values.AddValue("Message", message, typeof(string));
        values.AddValue("InnerException", inner, typeof(Exception));
        values.AddValue("HResult", code);
        foreach (var (name, type) in Untold)
        {
            values.AddValue(name, null, type);
        }

        values.AddValue("RemoteStackIndex", 0, typeof(int));
        Fill.Invoke(exception, [values, new StreamingContext(StreamingContextStates.All)]);
    }
#pragma warning restore SYSLIB0050

    private static readonly (string Name, Type Type)[] Untold =
    [
        ("Data", typeof(IDictionary)), ("HelpURL", typeof(string)), ("StackTraceString", typeof(string)), ("RemoteStackTraceString", typeof(string)),
        ("ExceptionMethod", typeof(string)), ("Source", typeof(string)), ("WatsonBuckets", typeof(byte[])),
    ];
}
