namespace Autoscaler.Architecture.Tests.OrleansApi;

/// <summary>Where our host's API differs from Orleans' on purpose.</summary>
internal static class ApiExemptions
{
    public static ImmutableArray<ApiExemption> All { get; } =
    [
        new(ApiDifferenceKind.Extra, "Orleans.Hosting.SqliteGrainStorageExtensions", "our host's own storage; only files of its own build name it"),
        new(ApiDifferenceKind.Required, "Orleans.IGrainFactory", OnlyTheHostImplements),
        new(ApiDifferenceKind.Required, "Orleans.IGrainCallContext", OnlyTheHostImplements),
        new(ApiDifferenceKind.Required, "Orleans.Runtime.IGrainContext", OnlyTheHostImplements),
        new(ApiDifferenceKind.Required, "Orleans.Serialization.Invocation.IInvokable", OnlyTheHostImplements),
    ];

    // A test sees to it that nothing else does.
    private const string OnlyTheHostImplements = "only the host implements it";
}
