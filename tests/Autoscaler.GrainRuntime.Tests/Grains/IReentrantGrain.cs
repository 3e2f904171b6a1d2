namespace Autoscaler.GrainRuntime.Tests.Grains;

[Alias("runtimetests.IReentrantGrain")]
public interface IReentrantGrain : IGrainWithStringKey
{
    [Alias("WaitAt")]
    Task WaitAtAsync(string gate);
}
