namespace Orleans.Concurrency;

/// <summary>The caller does not wait: the returned task is complete at once, and an exception is lost to the caller.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OneWayAttribute : Attribute
{
}
