using System.ComponentModel;

namespace Orleans.SingleProcess.CodeGeneration;

/// <summary>Says that an assembly has grain interfaces or classes, and which generated type lists its references.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
[AttributeUsage(AttributeTargets.Assembly)]
public sealed class GrainManifestAttribute(Type manifestType) : Attribute
{
    /// <summary>A type with a parameterless constructor that implements <see cref="IGrainManifest"/>.</summary>
    public Type ManifestType { get; } = manifestType;
}
