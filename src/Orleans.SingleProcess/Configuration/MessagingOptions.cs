namespace Orleans.Configuration;

/// <summary>How calls are treated.</summary>
public abstract class MessagingOptions
{
    /// <summary>How long a caller waits before its call fails with <see cref="TimeoutException"/>, where the method does not say. Default 30 s; infinite for no limit.</summary>
    public TimeSpan ResponseTimeout { get; set; } = TimeSpan.FromSeconds(30);
}
