namespace Autoscaler.GrainRuntime.Tests.Grains;

[Alias("runtimetests.IFailingGrain")]
public interface IFailingGrain : IGrainWithStringKey
{
    /// <summary>Throws what the kind says.</summary>
    [Alias("Fail")]
    Task FailAsync(FailureKind kind);
}
