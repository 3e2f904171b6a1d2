namespace Orleans.Runtime;

/// <summary>The object behind an observer reference is gone.</summary>
[GenerateSerializer]
[Alias("Orleans.Runtime.ClientNotAvailableException")]
public sealed class ClientNotAvailableException : OrleansException
{
    internal ClientNotAvailableException(GrainId clientId)
        : base($"No client has the observer {clientId}: it was deleted, collected, or ended with its process.")
    {
    }

    internal ClientNotAvailableException(string message)
        : base(message)
    {
    }

    internal ClientNotAvailableException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
