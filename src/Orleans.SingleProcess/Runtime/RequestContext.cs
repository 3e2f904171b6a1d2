using System.Collections.Immutable;
using Orleans.SingleProcess.CodeGeneration;

namespace Orleans.Runtime;

/// <summary>
/// Values that flow with calls: what is set before a call, the called grain sees, and what it calls. As with <see cref="AsyncLocal{T}"/>, what a called method sets
/// does not flow back. A timer's tick begins without any.
/// </summary>
public static class RequestContext
{
    private static ImmutableDictionary<string, object> Values => CallFrame.Current?.Values ?? ImmutableDictionary<string, object>.Empty;

    /// <summary>The names of the values, in no order.</summary>
    public static IEnumerable<string> Keys => Values.Keys;

    /// <summary>The values with their names, in no order.</summary>
    public static IEnumerable<KeyValuePair<string, object>> Entries => Values;

    /// <summary>The value of this name; null when there is none.</summary>
    public static object? Get(string key) => Values.GetValueOrDefault(key);

    /// <summary>Sets a value for what is called from here on.</summary>
    public static void Set(string key, object value) => CallFrame.Enter(Values.SetItem(key, value));

    /// <summary>Removes a value; false when there is none.</summary>
    public static bool Remove(string key)
    {
        if (!Values.ContainsKey(key))
        {
            return false;
        }

        CallFrame.Enter(Values.Remove(key));
        return true;
    }

    /// <summary>Removes all values.</summary>
    public static void Clear()
    {
        if (!Values.IsEmpty)
        {
            CallFrame.Enter(ImmutableDictionary<string, object>.Empty);
        }
    }
}
