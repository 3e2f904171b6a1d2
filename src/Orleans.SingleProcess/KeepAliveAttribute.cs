namespace Orleans;

/// <summary>Activations of the class are not given up for being idle.</summary>
[AttributeUsage(AttributeTargets.Class)]
public class KeepAliveAttribute : Attribute
{
}
