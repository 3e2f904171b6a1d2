namespace Autoscaler.Cloud.Simulated.Calls;

/// <summary>Where the calls are written down that made a simulated cloud what it is, so that it outlives its process. Used by one caller at a time.</summary>
public interface ICloudLog
{
    /// <summary>All calls, in the order in which they were written.</summary>
    ImmutableArray<KeptCall> Read();

    /// <summary>Writes a call down. When it returns the call is kept, also if the process is killed.</summary>
    void Append(DateTimeOffset at, CloudCall made);

    /// <summary>Forgets calls by their numbers.</summary>
    void Remove(ImmutableArray<long> numbers);
}
