using System.ComponentModel;

namespace Orleans.SingleProcess.CodeGeneration;

/// <summary>Lists the references that were generated for an assembly.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IGrainManifest
{
    /// <summary>Calls <paramref name="add"/> for each grain interface with what makes a reference of it.</summary>
    void AddInterfaces(Action<Type, Func<GrainProxyTarget, GrainProxy>> add);
}
