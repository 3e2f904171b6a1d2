namespace Orleans.Concurrency;

/// <summary>Calls to the method run beside other calls that are read-only, at their awaits.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ReadOnlyAttribute : Attribute
{
}
