using System.ComponentModel;

namespace Orleans.SingleProcess.CodeGeneration;

/// <summary>Names a referenced assembly with grains, so that a host finds them although no code names a type of that assembly.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
public sealed class GrainAssemblyAttribute(string assemblyName) : Attribute
{
    /// <summary>The assembly's simple name.</summary>
    public string AssemblyName { get; } = assemblyName;
}
