using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json.Serialization;
using Autoscaler.Api.Streams;
using Autoscaler.Contracts.History;
using Autoscaler.Contracts.Journal;

namespace Autoscaler.Api.Tests.Streams;

public sealed class EventKindTests
{
    public static TheoryData<Type> Events => [.. typeof(FleetEvent).GetCustomAttributes<JsonDerivedTypeAttribute>().Select(static derived => derived.DerivedType)];

    [Theory]
    [MemberData(nameof(Events))]
    public void KindOf_EveryEvent_IsOneThatCallersCanName(Type type)
    {
        var kind = ((FleetEvent)RuntimeHelpers.GetUninitializedObject(type)).KindOf();
        Assert.True(EventKindWords.TryParse(EventKindWords.Of(kind), out var read));
        Assert.Equal(kind, read);
    }

    [Fact]
    public void TryParse_AllWords_GivesAllKinds()
    {
        Assert.True(EventKindWords.TryParse(EventKindWords.List.Replace(" ", "", StringComparison.Ordinal), out var kinds));
        Assert.Equal(EventKinds.All, kinds);
        Assert.False(EventKindWords.TryParse("decision,", out _));
    }
}
