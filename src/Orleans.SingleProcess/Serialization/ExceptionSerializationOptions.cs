namespace Orleans.Serialization;

/// <summary>Which exceptions travel without a serializer of their own, with their message, stack trace, inner exception, HResult and data.</summary>
public class ExceptionSerializationOptions
{
    /// <summary>Beginnings of the namespaces whose exceptions travel. Default: Microsoft, System and Azure.</summary>
    public HashSet<string> SupportedNamespacePrefixes { get; } = new(["Microsoft", "System", "Azure"], StringComparer.Ordinal);

    /// <summary>Whether a further exception type travels. Default: none.</summary>
    public Func<Type, bool> SupportedExceptionTypeFilter { get; set; } = static _ => false;
}
