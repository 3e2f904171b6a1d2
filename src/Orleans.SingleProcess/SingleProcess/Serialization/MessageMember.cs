using System.Reflection;

namespace Orleans.SingleProcess.Serialization;

/// <summary>A member of a message: what one [Id] stands for.</summary>
/// <param name="Id">Its number; never used again for another member of the type.</param>
/// <param name="IsImplicit">Whether the number is a primary constructor parameter's place, counted beside the written ids.</param>
/// <param name="Name">Its name in code.</param>
/// <param name="Field">Where the value is.</param>
/// <param name="Property">The property over the field; null for a written field.</param>
public sealed record MessageMember(uint Id, bool IsImplicit, string Name, FieldInfo Field, PropertyInfo? Property)
{
    /// <summary>What it holds.</summary>
    public Type Type => Field.FieldType;

    /// <summary>The number on the wire: written and implicit ids are told apart by the lowest bit.</summary>
    internal ulong WireId => ((ulong)Id << 1) | (IsImplicit ? 1UL : 0UL);
}
