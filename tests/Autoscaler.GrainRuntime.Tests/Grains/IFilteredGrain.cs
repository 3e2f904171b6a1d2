namespace Autoscaler.GrainRuntime.Tests.Grains;

[Alias("runtimetests.IFilteredGrain")]
public interface IFilteredGrain : IGrainWithStringKey
{
    [Alias("Add")]
    Task<int> AddAsync(int left, int right);

    [Alias("TickOnce")]
    Task TickOnceAsync();
}
