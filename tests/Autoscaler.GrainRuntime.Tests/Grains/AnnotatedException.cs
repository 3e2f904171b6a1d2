namespace Autoscaler.GrainRuntime.Tests.Grains;

/// <summary>Travels whole.</summary>
[GenerateSerializer, Alias("runtimetests.AnnotatedException")]
public sealed class AnnotatedException(string message, int code) : Exception(message)
{
    [Id(0)] public int Code { get; } = code;
}
