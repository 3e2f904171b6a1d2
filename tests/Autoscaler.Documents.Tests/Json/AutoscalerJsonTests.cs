using System.Text.Json;
using System.Text.Json.Nodes;
using Autoscaler.Contracts.Caching;
using Autoscaler.Contracts.Capacity;
using Autoscaler.Contracts.Decisions;
using Autoscaler.Contracts.Endpoints;
using Autoscaler.Contracts.Journal;
using Autoscaler.Contracts.Slots;
using Autoscaler.Contracts.Specs;
using Autoscaler.Documents.Tests.Kit;

namespace Autoscaler.Documents.Tests.Json;

public sealed class AutoscalerJsonTests
{
    private static readonly DateTimeOffset Noon = new(2026, 6, 16, 14, 0, 0, 500, TimeSpan.FromHours(2));
    private static readonly CopyId Copy = new(new ComponentName("chat"), 7);

    [Fact]
    public void Serialize_Event_HasTextsUnitsAndWords()
    {
        FleetEvent happened = new CopyPhaseChanged(
            Noon, EndpointId.Parse("demo/chat"), 3, new CopyStatus { Id = Copy, Phase = CopyPhase.Ready, PhaseEnteredAt = Noon }, TimeSpan.FromSeconds(258.5));

        AssertJson(
            """
            {
              "event": "copyPhase", "at": "2026-06-16T12:00:00.5Z", "endpoint": "demo/chat", "slot": 3,
              "copy": { "id": "chat#7", "phase": "ready", "phaseEnteredAt": "2026-06-16T12:00:00.5Z", "timeline": [] },
              "timeToReadySeconds": 258.5
            }
            """,
            happened);
    }

    [Fact]
    public void Serialize_Option_HasItsPriceUnderItsUnit() => AssertJson(
        """
        {
          "class": "new-from-cache", "slot": 0, "pool": "g6.2xlarge@us-east-1a", "mechanism": "snapshot-rate",
          "expectedReadyAt": "2026-06-16T12:00:00.5Z", "addedPriceUsdPerHour": 1.222
        }
        """,
        new PlacementOption
        {
            Class = PlacementClass.NewFromCache,
            Slot = 0,
            Pool = new InstancePool(new("g6.2xlarge"), new("us-east-1a")),
            Mechanism = StartupMechanism.SnapshotRate,
            ExpectedReadyAt = Noon,
            AddedPrice = new UsdPerHour(1.222m),
        });

    [Fact]
    public void Serialize_CacheEntry_HasItsSizeInBytes()
    {
        var entry = new CacheEntryView
        {
            Image = new ImageDigest("sha256:ab"),
            State = CacheEntryState.Ready,
            StateEnteredAt = Noon,
            CompressedSize = ByteCount.FromGigabytes(17.7),
            Builds = 1,
            Hits = 2,
            Misses = 0,
        };

        var json = JsonSerializer.SerializeToNode(entry, AutoscalerJson.Options)!;

        Assert.Equal(17_700_000_000, json["compressedSizeBytes"]!.GetValue<long>());
        Assert.Equal("ready", json["state"]!.GetValue<string>());
        Assert.Equal("2026-06-16T12:00:00.5Z", json["stateEnteredAt"]!.GetValue<string>());
        Assert.Equal(0, json["timeSavedSeconds"]!.GetValue<double>());
    }

    [Fact]
    public void Serialize_View_HasItsSpecAsTheDocument()
    {
        var view = new EndpointView { Id = Specs.Least.Id, Phase = EndpointPhase.Active, Spec = Specs.Least };

        var json = JsonSerializer.SerializeToNode(view, AutoscalerJson.Options)!;

        Assert.Equal(EndpointDocument.WriteJson(Specs.Least).ToJsonString(), json["spec"]!.ToJsonString());
        Specs.AssertSame(Specs.Least, json.Deserialize<EndpointView>(AutoscalerJson.Options)!.Spec!);
    }

    [Fact]
    public void Deserialize_ViewOfANewerServer_PassesOverWhatItDoesNotKnow()
    {
        var json = JsonSerializer.SerializeToNode(new EndpointView { Id = Specs.Least.Id, Phase = EndpointPhase.Active, Spec = Specs.Least }, AutoscalerJson.Options)!;
        json["mood"] = "good";
        json["spec"]!["components"]![0]!["policy"]!["forecast"] = new JsonObject { ["horizon"] = "5m" };

        Specs.AssertSame(Specs.Least, json.Deserialize<EndpointView>(AutoscalerJson.Options)!.Spec!);
    }

    [Fact]
    public void Serialize_NumberThatIsNotFinite_IsNull()
    {
        var json = JsonSerializer.SerializeToNode(new DemandReading { Concurrency = double.NaN, Peak = double.PositiveInfinity, Tracked = 0.1 }, AutoscalerJson.Options)!;

        Assert.Equal("""{"concurrency":null,"tracked":0.1,"peak":null}""", json.ToJsonString());
        Assert.Equal(double.NaN, JsonSerializer.Deserialize<double>("null", AutoscalerJson.Options));
    }

    [Fact]
    public void Serialize_DerivedMember_IsLeftOut() =>
        Assert.DoesNotContain("isOver", JsonSerializer.Serialize(new CopyStatus { Id = Copy, Phase = CopyPhase.Failed, PhaseEnteredAt = Noon }, AutoscalerJson.Options), StringComparison.Ordinal);

    [Fact]
    public void Deserialize_RequiredMemberMissing_IsAnError() =>
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<CopyStatus>("""{ "id": "chat#7" }""", AutoscalerJson.Options));

    [Theory]
    [InlineData(typeof(EndpointId), "\"demo\"")]
    [InlineData(typeof(EndpointId), "7")]
    [InlineData(typeof(CopyId), "\"chat\"")]
    [InlineData(typeof(CopyId), "\"#7\"")]
    [InlineData(typeof(CopyId), "\"chat#-7\"")]
    [InlineData(typeof(DecisionId), "\"demo/chat\"")]
    [InlineData(typeof(DecisionId), "\"demo@7\"")]
    [InlineData(typeof(InstancePool), "\"g6.2xlarge\"")]
    [InlineData(typeof(InstancePool), "\"g6.2xlarge@\"")]
    [InlineData(typeof(SlotId), "\"demo/chat\"")]
    [InlineData(typeof(EndpointPhase), "1")]
    [InlineData(typeof(EndpointPhase), "\"nowhere\"")]
    [InlineData(typeof(TimeSpan), "\"1s\"")]
    [InlineData(typeof(TimeSpan), "1e28")]
    [InlineData(typeof(DateTimeOffset), "\"noon\"")]
    [InlineData(typeof(ByteCount), "1.5")]
    [InlineData(typeof(double), "1e999")]
    [InlineData(typeof(EndpointSpec), "{}")]
    [InlineData(typeof(EndpointSpec), "[]")]
    [InlineData(typeof(ScalingPolicy), "{ \"panic\": 1 }")]
    public void Deserialize_AnotherShape_IsAJsonError(Type type, string json) =>
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize(json, type, AutoscalerJson.Options));

    [Fact]
    public void Serialize_IdsAsKeys_AreTheirTexts()
    {
        var copies = ImmutableSortedDictionary<CopyId, int>.Empty.Add(Copy, 1);

        var json = JsonSerializer.Serialize(copies, AutoscalerJson.Options);

        Assert.Equal("""{"chat#7":1}""", json);
        Assert.Equal(copies, JsonSerializer.Deserialize<ImmutableSortedDictionary<CopyId, int>>(json, AutoscalerJson.Options)!);
    }

    [Fact]
    public void ApplyTo_OptionsOfAHost_MakesTheSameJson()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web);
        AutoscalerJson.ApplyTo(options);
        var value = new ContractSample(3).Of(typeof(EndpointView));

        Assert.Equal(JsonSerializer.Serialize(value, AutoscalerJson.Options), JsonSerializer.Serialize(value, options));
        Assert.True(AutoscalerJson.Options.IsReadOnly);
    }

    private static void AssertJson<T>(string expected, T value) =>
        Assert.Equal(JsonNode.Parse(expected)!.ToJsonString(), JsonSerializer.SerializeToNode(value, AutoscalerJson.Options)!.ToJsonString());
}
