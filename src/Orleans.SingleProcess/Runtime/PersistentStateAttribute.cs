namespace Orleans.Runtime;

/// <summary>Gives the constructor parameter the grain's state of this name, read before the grain is activated.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public class PersistentStateAttribute(string stateName, string? storageName = null) : Attribute
{
    /// <summary>The name under which the state is stored.</summary>
    public string StateName { get; } = stateName;

    /// <summary>The name of the storage; null means the default one.</summary>
    public string? StorageName { get; } = storageName;
}
