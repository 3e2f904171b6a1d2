namespace Orleans.Concurrency;

/// <summary>All calls to the grain run beside each other, at their awaits.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ReentrantAttribute : Attribute
{
}
