using Orleans;

namespace Autoscaler.Architecture.Tests.Golden;

/// <summary>Which changes a golden file bears, on types made for it.</summary>
public sealed class GoldenGrowthTests
{
    [Theory]
    [InlineData(typeof(ChangedId), "'member 1: Name string' is gone")]
    [InlineData(typeof(Removed), "'member 1: Name string' is gone")]
    [InlineData(typeof(ChangedType), "'member 0: Count int' became 'Count long'")]
    [InlineData(typeof(Renamed), "'json 1: Name' became 'Title'")]
    [InlineData(typeof(ChangedAlias), "'alias: golden.release' became 'golden.other'")]
    [InlineData(typeof(ChangedKind), "'kind: class' became 'struct'")]
    public void Breaks_MemberChangedOrRemoved_SaysWhich(Type next, string expected) =>
        Assert.Contains(expected, GoldenFile.Of(typeof(Release), isStored: true).Breaks(GoldenFile.Of(next, isStored: true)));

    [Fact]
    public void Breaks_EnumNumberChangedOrRemoved_SaysWhich()
    {
        var golden = GoldenFile.Of(typeof(Phase), isStored: false);

        Assert.Equal(["'value 1: Begun' became 'Ended'"], golden.Breaks(GoldenFile.Of(typeof(RenumberedPhase), isStored: false)));
        Assert.Equal(["'value 1: Begun' is gone"], golden.Breaks(GoldenFile.Of(typeof(ShorterPhase), isStored: false)));
        Assert.Equal(["'kind: enum int' became 'enum byte'"], golden.Breaks(GoldenFile.Of(typeof(NarrowPhase), isStored: false)));
        Assert.Empty(golden.Breaks(GoldenFile.Of(typeof(LongerPhase), isStored: false)));
    }

    [Fact]
    public void Grown_MemberAdded_KeepsTheOldSampleAndAddsOne()
    {
        var golden = GoldenFile.Parse(GoldenFile.Of(typeof(Release), isStored: true).ToString());

        var grown = golden.Grown(typeof(Added), isStored: true);

        Assert.Empty(golden.Breaks(GoldenFile.Of(typeof(Added), isStored: true)));
        Assert.Equal(["sample 1", "sample-json 1", "sample 2", "sample-json 2"], grown.Samples.Select(static line => line.Key));
        Assert.Empty(grown.UnreadSamples(typeof(Added)));
        Assert.Equal(grown.ToString(), grown.Grown(typeof(Added), isStored: true).ToString());
        Assert.Equal(grown.ToString(), GoldenFile.Parse(grown.ToString()).ToString());
    }

    [Fact]
    public void UnreadSamples_MemberRemoved_SaysThatItsBytesCannotBeRead() =>
        Assert.Contains("sample 1 cannot be read", Assert.Single(GoldenFile.Of(typeof(Release), isStored: false).UnreadSamples(typeof(Removed))), StringComparison.Ordinal);

    [GenerateSerializer, Alias("golden.release")]
    private sealed record Release([property: Id(0)] int Count, [property: Id(1)] string Name);

    [GenerateSerializer, Alias("golden.release")]
    private sealed record Added([property: Id(0)] int Count, [property: Id(1)] string Name, [property: Id(2)] double? Share);

    [GenerateSerializer, Alias("golden.release")]
    private sealed record ChangedId([property: Id(0)] int Count, [property: Id(2)] string Name);

    [GenerateSerializer, Alias("golden.release")]
    private sealed record Removed([property: Id(0)] int Count);

    [GenerateSerializer, Alias("golden.release")]
    private sealed record ChangedType([property: Id(0)] long Count, [property: Id(1)] string Name);

    [GenerateSerializer, Alias("golden.release")]
    private sealed record Renamed([property: Id(0)] int Count, [property: Id(1)] string Title);

    [GenerateSerializer, Alias("golden.other")]
    private sealed record ChangedAlias([property: Id(0)] int Count, [property: Id(1)] string Name);

    [GenerateSerializer, Alias("golden.release")]
    private readonly record struct ChangedKind([property: Id(0)] int Count, [property: Id(1)] string Name);

    [GenerateSerializer, Alias("golden.phase")]
    private enum Phase
    {
        Idle = 0,
        Begun = 1,
    }

    [GenerateSerializer, Alias("golden.phase")]
    private enum LongerPhase
    {
        Idle = 0,
        Begun = 1,
        Ended = 2,
    }

    [GenerateSerializer, Alias("golden.phase")]
    private enum RenumberedPhase
    {
        Idle = 0,
        Ended = 1,
        Begun = 2,
    }

    [GenerateSerializer, Alias("golden.phase")]
    private enum ShorterPhase
    {
        Idle = 0,
    }

    [GenerateSerializer, Alias("golden.phase")]
    private enum NarrowPhase : byte
    {
        Idle = 0,
        Begun = 1,
    }
}
