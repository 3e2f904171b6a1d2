using Autoscaler.GrainRuntime.Tests.Grains;
using Autoscaler.GrainRuntime.Tests.Hosts;
using Orleans.Serialization;
using Xunit.Sdk;

namespace Autoscaler.GrainRuntime.Tests;

/// <summary>What a caller in another process sees of an exception. Several keys, so that in a cluster some grain is not where the caller is.</summary>
public sealed class ExceptionTests
{
    private static readonly string[] Keys = ["a", "b", "c", "d", "e", "f"];

    [Theory, MemberData(nameof(RuntimeHosts.All), MemberType = typeof(RuntimeHosts))]
    public Task System_KeepsMessageAndCause_LosesWhatElseItHas(string name) => EachAsync<ArgumentException>(name, FailureKind.System, static thrown =>
    {
        Assert.StartsWith("wrong", thrown.Message, StringComparison.Ordinal);
        Assert.Null(thrown.ParamName);
        Assert.Equal("inside", Assert.IsType<InvalidOperationException>(thrown.InnerException).Message);
        Assert.Contains(nameof(FailingGrain), thrown.StackTrace, StringComparison.Ordinal);
    });

    [Theory, MemberData(nameof(RuntimeHosts.All), MemberType = typeof(RuntimeHosts))]
    public Task Aggregate_KeepsAllInside(string name) => EachAsync<AggregateException>(name, FailureKind.Aggregate, static thrown =>
        Assert.Equal(["one", "two"], thrown.InnerExceptions.Select(static inner => inner.Message)));

    [Theory, MemberData(nameof(RuntimeHosts.All), MemberType = typeof(RuntimeHosts))]
    public Task Own_Annotated_IsWhole(string name) => EachAsync<AnnotatedException>(name, FailureKind.Annotated, static thrown =>
    {
        Assert.Equal("own", thrown.Message);
        Assert.Equal(42, thrown.Code);
    });

    [Theory, MemberData(nameof(RuntimeHosts.All), MemberType = typeof(RuntimeHosts))]
    public Task Own_Plain_IsRefused(string name) => EachAsync<CodecNotFoundException>(name, FailureKind.Plain, static thrown =>
        Assert.Contains(nameof(XunitException), thrown.Message, StringComparison.Ordinal));

    [Theory, MemberData(nameof(RuntimeHosts.All), MemberType = typeof(RuntimeHosts))]
    public Task System_WithAPlainOneInside_IsRefused(string name) => EachAsync<CodecNotFoundException>(name, FailureKind.SystemWithPlainInside, static thrown =>
        Assert.Contains(nameof(XunitException), thrown.Message, StringComparison.Ordinal));

    private static async Task EachAsync<TException>(string name, FailureKind kind, Action<TException> check)
        where TException : Exception
    {
        await using var host = await RuntimeHosts.StartAsync(name);
        await host.RunAsync(async () =>
        {
            foreach (var key in Keys)
            {
                check(await Assert.ThrowsAsync<TException>(() => host.Grain<IFailingGrain>(key).FailAsync(kind)));
            }
        });
    }
}
