namespace Orleans.SingleProcess.Tests.Grains;

internal interface INewsObserver : IGrainObserver
{
    void Tell(string news);

    Task<string> AskAsync(string question);
}

internal interface INewsGrain : IGrainWithStringKey
{
    Task SubscribeAsync(INewsObserver observer);

    Task TellAllAsync(string news);

    Task<string> AskFirstAsync(string question);
}

internal sealed class NewsGrain : Grain, INewsGrain
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

    public Task TellAllAsync(string news)
    {
        _observers.ForEach(observer => observer.Tell(news));
        return Task.CompletedTask;
    }

    public Task<string> AskFirstAsync(string question) => _observers[0].AskAsync(question);
}

internal sealed class NewsReader(string name, Probe probe) : INewsObserver
{
    public void Tell(string news)
    {
        probe.Write($"{name}: {news}");
        probe.Open($"{name}: {news}");
    }

    public async Task<string> AskAsync(string question)
    {
        await Task.Yield();
        return question == "fail" ? throw new InvalidOperationException($"{name} does not know") : $"{name} answers {question}";
    }
}
