namespace Autoscaler.GrainRuntime.Tests.Grains;

public sealed class NewsGrain : Grain, INewsGrain
{
    private readonly List<INewsObserver> _observers = [];

    public Task SubscribeAsync(INewsObserver observer)
    {
        if (!_observers.Contains(observer))
        {
            _observers.Add(observer);
        }

        return Task.CompletedTask;
    }

    public async Task<int> TellAllAsync(string news)
    {
        foreach (var observer in _observers)
        {
            await observer.TellAsync(news);
        }

        return _observers.Count;
    }

    public Task<string> AskFirstAsync(string question) => _observers[0].AskAsync(question);
}
