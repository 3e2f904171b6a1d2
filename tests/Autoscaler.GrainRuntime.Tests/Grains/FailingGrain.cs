using System.Diagnostics;
using Xunit.Sdk;

namespace Autoscaler.GrainRuntime.Tests.Grains;

/// <summary>Its plain exception is a library's: nothing says how it is written down, and the strict host lets no such class stand beside grains.</summary>
public sealed class FailingGrain : Grain, IFailingGrain
{
    public async Task FailAsync(FailureKind kind)
    {
        await Task.Yield();
        throw kind switch
        {
            FailureKind.System => new ArgumentException("wrong", nameof(kind), new InvalidOperationException("inside")),
            FailureKind.Aggregate => new AggregateException("both", new InvalidOperationException("one"), new TimeoutException("two")),
            FailureKind.Annotated => new AnnotatedException("own", 42),
            FailureKind.Plain => new XunitException("lost"),
            FailureKind.SystemWithPlainInside => new InvalidOperationException("outside", new XunitException("lost")),
            _ => new UnreachableException(),
        };
    }
}
