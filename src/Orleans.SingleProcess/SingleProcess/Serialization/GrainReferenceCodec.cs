using Orleans.Runtime;

namespace Orleans.SingleProcess.Serialization;

/// <summary>A reference to a grain or an observer, where an interface of it is declared.</summary>
internal sealed class GrainReferenceCodec<T> : Codec<T>
    where T : class
{
    public override void Write(ByteWriter writer, T value)
    {
        if (value is not GrainReference reference)
        {
            throw new ArgumentException(
                $"A {value.GetType()} was given where {typeof(T)} is sent: an object itself does not travel. Pass a reference to it: AsReference for a grain, CreateObjectReference for an observer.");
        }

        writer.WriteText(reference.GrainId.Type.ToString()!);
        writer.WriteText(reference.GrainId.Key.ToString());
        writer.WriteText(TypeNames.NameOf(GrainReferenceFormat.InterfaceOf(reference)));
    }

    public override T Read(ByteReader reader)
    {
        var id = GrainId.Create(reader.ReadText(), reader.ReadText());
        var interfaceType = TypeNames.Find(reader.ReadText());
        return (T)reader.Serializer.MakeReference(interfaceType, id);
    }
}
