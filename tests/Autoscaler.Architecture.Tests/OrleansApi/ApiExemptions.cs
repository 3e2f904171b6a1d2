namespace Autoscaler.Architecture.Tests.OrleansApi;

/// <summary>Where our host's API differs from Orleans' on purpose.</summary>
internal static class ApiExemptions
{
    public static ImmutableArray<ApiExemption> All { get; } =
    [
        new(ApiDifferenceKind.Extra, "Orleans.Hosting.GrainStorageReminderExtensions", OnlyOurBuildUses),
        new(ApiDifferenceKind.Extra, "Orleans.Hosting.SqliteGrainStorageExtensions", OnlyOurBuildUses),
        new(ApiDifferenceKind.Required, "Orleans.IGrainFactory", OnlyTheHostImplements),
        new(ApiDifferenceKind.Required, "Orleans.IGrainCallContext", OnlyTheHostImplements),
        new(ApiDifferenceKind.Required, "Orleans.Runtime.IGrainContext", OnlyTheHostImplements),
        new(ApiDifferenceKind.Required, "Orleans.Serialization.Invocation.IInvokable", OnlyTheHostImplements),
    ];

    // What else names it does not compile in OrleansBuildTests.
    private const string OnlyOurBuildUses = "our host's own; only files of its own build name it";

    // A test sees to it that nothing else does.
    private const string OnlyTheHostImplements = "only the host implements it";
}
