namespace Autoscaler.GrainRuntime.Tests.Grains;

[Alias("runtimetests.ICounterGrain")]
public interface ICounterGrain : IGrainWithStringKey
{
    [Alias("Add")]
    Task<int> AddAsync(int amount);

    /// <summary>Writes, as another writer with an etag of its own would, then through the grain's own.</summary>
    [Alias("AddStale")]
    Task AddStaleAsync(int amount);

    [Alias("Clear")]
    Task ClearAsync();

    [Alias("End")]
    Task EndAsync();
}
