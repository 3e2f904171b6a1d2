namespace Orleans.SingleProcess.Storage;

/// <summary>Where a SQLite storage keeps its records.</summary>
public sealed class SqliteGrainStorageOptions
{
    /// <summary>The path of the database file; its folder must exist, the file is made when it does not. No default.</summary>
    public string Path { get; set; } = "";
}
