namespace Orleans.SingleProcess.Serialization;

/// <summary>An exception, where it or a base of it is declared.</summary>
internal sealed class ExceptionCodec<T> : Codec<T>
    where T : Exception
{
    public override void Write(ByteWriter writer, T value) => ExceptionFormat.Write(writer, value);

    public override T Read(ByteReader reader) =>
        ExceptionFormat.Read(reader) is T exception ? exception : throw reader.Malformed($"a {typeof(T)} was expected");
}
