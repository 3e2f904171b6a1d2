namespace Autoscaler.GrainRuntime.Tests.Grains;

/// <summary>What a grain throws.</summary>
[GenerateSerializer, Alias("runtimetests.FailureKind")]
public enum FailureKind
{
    System = 0,
    Aggregate = 1,
    Annotated = 2,
    Plain = 3,
    SystemWithPlainInside = 4,
}
