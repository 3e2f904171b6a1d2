using System.Text.Json;
using Autoscaler.Cloud.Simulated.Calls;

namespace Autoscaler.Cloud.Simulated.Tests.Kit;

/// <summary>A log in memory that keeps calls as their text, as a file would.</summary>
internal sealed class ListCloudLog : ICloudLog
{
    private static readonly JsonSerializerOptions Options = new() { IgnoreReadOnlyProperties = true };

    private readonly SortedDictionary<long, (DateTimeOffset At, string Body)> _calls = [];
    private long _next;

    /// <summary>What appending throws; null for nothing.</summary>
    public Exception? Fault { get; set; }

    public ImmutableArray<KeptCall> Read() => [.. _calls.Select(static call => new KeptCall(call.Key, call.Value.At, JsonSerializer.Deserialize<CloudCall>(call.Value.Body, Options)!))];

    public void Append(DateTimeOffset at, CloudCall made)
    {
        if (Fault is { } fault)
        {
            throw fault;
        }

        _calls.Add(++_next, (at, JsonSerializer.Serialize(made, Options)));
    }

    public void Remove(ImmutableArray<long> numbers)
    {
        foreach (var number in numbers)
        {
            _calls.Remove(number);
        }
    }
}
