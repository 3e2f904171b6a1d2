namespace Orleans.Storage;

/// <summary>How a storage provider turns state into bytes.</summary>
public interface IGrainStorageSerializer
{
    /// <summary>The bytes of a state.</summary>
    BinaryData Serialize<T>(T? input);

    /// <summary>The state that the bytes hold.</summary>
    T? Deserialize<T>(BinaryData input);
}
