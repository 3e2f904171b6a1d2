namespace Autoscaler.GrainRuntime.Tests.Grains;

[Alias("runtimetests.INewsGrain")]
public interface INewsGrain : IGrainWithStringKey
{
    [Alias("Subscribe")]
    Task SubscribeAsync(INewsObserver observer);

    /// <summary>Tells all observers; returns how many there are.</summary>
    [Alias("TellAll")]
    Task<int> TellAllAsync(string news);

    [Alias("AskFirst")]
    Task<string> AskFirstAsync(string question);
}
