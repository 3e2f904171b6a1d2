namespace Orleans.Configuration;

/// <summary>Options of the storage in memory. This host's storage has nothing to set.</summary>
public class MemoryGrainStorageOptions
{
}
