namespace Orleans.Concurrency;

/// <summary>Calls to the method run beside any other call, at its awaits.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class AlwaysInterleaveAttribute : Attribute
{
}
