namespace Autoscaler.Journal.Tests.Kit;

/// <summary>The stores that there are.</summary>
public enum StoreKind
{
    Memory,
    SqliteFile,
    SqliteMemory,
}
