namespace Autoscaler.GrainRuntime.Tests.Grains;

[Alias("runtimetests.ITurnGrain")]
public interface ITurnGrain : IGrainWithStringKey
{
    /// <summary>Yields many times in its turn; returns the most turns that were inside at once.</summary>
    [Alias("Work")]
    Task<int> WorkAsync(int yields);

    /// <summary>Writes "enter", waits at the gate, writes "exit".</summary>
    [Alias("WaitAt")]
    Task WaitAtAsync(string gate);

    [AlwaysInterleave, Alias("Peek")]
    ValueTask<string> PeekAsync();

    [ReadOnly, Alias("ReadAt")]
    Task ReadAtAsync(string gate);

    [OneWay, Alias("Tell")]
    Task TellAsync(string text);

    [ResponseTimeout("00:00:01"), Alias("WaitBriefly")]
    Task WaitBrieflyAsync(string gate);

    [Alias("WaitForToken")]
    Task WaitForTokenAsync(CancellationToken cancellationToken);

    /// <summary>The number of this activation, from 1.</summary>
    [Alias("Activation")]
    Task<int> ActivationAsync();

    [Alias("End")]
    Task EndAsync();

    /// <summary>Asks another grain, given as a reference.</summary>
    [Alias("AskOther")]
    Task<string> AskOtherAsync(ITurnGrain other);
}
