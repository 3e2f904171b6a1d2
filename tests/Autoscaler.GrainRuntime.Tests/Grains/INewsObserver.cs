namespace Autoscaler.GrainRuntime.Tests.Grains;

[Alias("runtimetests.INewsObserver")]
public interface INewsObserver : IGrainObserver
{
    [OneWay, Alias("Tell")]
    Task TellAsync(string news);

    [Alias("Ask")]
    Task<string> AskAsync(string question);
}
