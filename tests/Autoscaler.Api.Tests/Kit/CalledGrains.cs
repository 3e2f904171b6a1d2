using System.Collections.Concurrent;

namespace Autoscaler.Api.Tests.Kit;

/// <summary>Sees which grains are called.</summary>
internal sealed class CalledGrains : IIncomingGrainCallFilter
{
    private readonly ConcurrentDictionary<string, byte> _keys = new();
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _awaited = new();

    /// <summary>The keys of grains that were called.</summary>
    public ICollection<string> Keys => _keys.Keys;

    /// <summary>Ends when a method of that name was called, whenever that is.</summary>
    public Task WhenCalledAsync(string method) => Of(method).Task;

    public Task Invoke(IIncomingGrainCallContext context)
    {
        _keys.TryAdd(context.TargetId.Key.ToString()!, 0);
        Of(context.InterfaceMethod.Name).TrySetResult();
        return context.Invoke();
    }

    private TaskCompletionSource Of(string method) => _awaited.GetOrAdd(method, static _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
}
