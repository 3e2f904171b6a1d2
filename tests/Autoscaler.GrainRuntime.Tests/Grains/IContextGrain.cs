namespace Autoscaler.GrainRuntime.Tests.Grains;

/// <summary>Tells of what flows with calls.</summary>
[Alias("runtimetests.IContextGrain")]
public interface IContextGrain : IGrainWithStringKey
{
    /// <summary>The value of this name here.</summary>
    [Alias("Read")]
    Task<string?> ReadAsync(string name);

    /// <summary>The value of this name in another grain, called from here.</summary>
    [Alias("ReadThrough")]
    Task<string?> ReadThroughAsync(string other, string name);

    /// <summary>Sets a value, awaits, and reads it in another grain.</summary>
    [Alias("SetAndReadThrough")]
    Task<string?> SetAndReadThroughAsync(string other, string name, string value);

    /// <summary>Starts a timer that writes what it sees.</summary>
    [Alias("WriteInTimer")]
    Task WriteInTimerAsync(string name);
}
