using System.Text.Json;
using System.Text.Json.Nodes;
using Autoscaler.Grains.Caching;
using Autoscaler.Grains.Demand;
using Autoscaler.Grains.Endpoints;
using Autoscaler.Grains.Slots;
using Autoscaler.Grains.Storage;

namespace Autoscaler.Grains.Tests.Storage;

public sealed class VersionedStateSerializerTests
{
    private static readonly VersionedStateSerializer Json = new(StateFormat.Json);
    private static readonly VersionedStateSerializer Brotli = new(StateFormat.BrotliJson);

    public static TheoryData<string> Kinds { get; } = ["endpoint", "slot", "cache", "feed"];

    // A golden file is what a release wrote. A member that is renamed, moved or written otherwise would be lost from every record that there is: members are added, and
    // these files are never edited.
    [Theory]
    [MemberData(nameof(Kinds))]
    public void Deserialize_WhatEveryReleaseWrote_LosesNothing(string kind)
    {
        var bare = File.ReadAllBytes(Golden($"{kind}.json"));
        var compressed = File.ReadAllBytes(Golden($"{kind}.brotli"));

        Assert.Equal((byte)StateFormat.BrotliJson, compressed[0]);
        foreach (var bytes in (byte[][])[bare, [(byte)StateFormat.Json, .. bare], compressed])
        {
            Assert.Equal([], Lost(JsonNode.Parse(bare), Rewrite(kind, bytes), kind));
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Serialize_ASampleInEveryFormat_ComesBackWhole(string kind)
    {
        foreach (var serializer in (VersionedStateSerializer[])[Json, Brotli])
        {
            var bytes = Serialize(serializer, kind).ToArray();

            Assert.True(JsonNode.DeepEquals(JsonNode.Parse(Serialize(Json, kind).ToArray().AsSpan(1)), Rewrite(kind, bytes)));
        }
    }

    [Fact]
    public void Serialize_ASmallState_IsNotCompressed() => Assert.Equal((byte)StateFormat.Json, Brotli.Serialize(StateSamples.Feed).ToArray()[0]);

    [Fact]
    public void Serialize_AStateOfManySlots_FitsADynamoDbItem()
    {
        var serializer = new VersionedStateSerializer(StateFormat.BrotliJson, VersionedStateSerializer.MaxDynamoDbBytes);

        var bytes = serializer.Serialize(StateSamples.EndpointWith(slots: 1000)).ToMemory().Length;

        Assert.InRange(bytes, 1, 100 * 1024);
    }

    [Fact]
    public void Serialize_TooLargeAState_SaysWhichAndHowLarge()
    {
        var serializer = new VersionedStateSerializer(StateFormat.Json, maxBytes: 1000);

        var refused = Assert.Throws<InvalidOperationException>(() => serializer.Serialize(StateSamples.Endpoint));

        Assert.Matches(
            @"^A Autoscaler\.Grains\.Endpoints\.EndpointState takes [0-9],[0-9]{3} bytes; expected at most 1,000, what one record of the storage holds\. It was not written\.$", refused.Message);
    }

    [Fact]
    public void Deserialize_AFormatOfALaterRelease_SaysSo()
    {
        var refused = Assert.Throws<InvalidDataException>(() => Json.Deserialize<string>(new BinaryData(new byte[] { 3, 1, 2 })));

        Assert.Contains("has the format 3; expected 1 to 2", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Deserialize_NoBytes_SaysSo() => Assert.Throws<InvalidDataException>(() => Json.Deserialize<string>(new BinaryData(Array.Empty<byte>())));

    [Fact]
    public void Deserialize_JsonOfSomethingElse_Throws() => Assert.Throws<JsonException>(() => Json.Deserialize<int>(new BinaryData("[]"u8.ToArray())));

    [Fact]
    public void Serialize_Null_ComesBack() => Assert.Null(Json.Deserialize<string>(Json.Serialize<string>(null)));

    private static BinaryData Serialize(VersionedStateSerializer serializer, string kind) => kind switch
    {
        "endpoint" => serializer.Serialize(StateSamples.Endpoint),
        "slot" => serializer.Serialize(StateSamples.Slot),
        "cache" => serializer.Serialize(StateSamples.Cache),
        "feed" => serializer.Serialize(StateSamples.Feed),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    // Reads, and writes again: records with arrays do not compare by content.
    private static JsonNode? Rewrite(string kind, byte[] bytes) => kind switch
    {
        "endpoint" => Rewrite<EndpointState>(bytes),
        "slot" => Rewrite<SlotState>(bytes),
        "cache" => Rewrite<ImageCacheState>(bytes),
        "feed" => Rewrite<MetricFeedState>(bytes),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static JsonNode? Rewrite<T>(byte[] bytes) => JsonNode.Parse(Json.Serialize(Json.Deserialize<T>(new BinaryData(bytes))).ToArray().AsSpan(1));

    private static IEnumerable<string> Lost(JsonNode? old, JsonNode? present, string path) => old switch
    {
        JsonObject members => members.SelectMany(member => Lost(member.Value, (present as JsonObject)?[member.Key], $"{path}.{member.Key}")),
        JsonArray items => items.Select((item, i) => Lost(item, (present as JsonArray)?.ElementAtOrDefault(i), $"{path}[{i}]")).SelectMany(static lost => lost),
        _ => JsonNode.DeepEquals(old, present) ? [] : [$"{path}: {old?.ToJsonString()} became {present?.ToJsonString()}"],
    };

    private static string Golden(string name) => Path.Combine(AppContext.BaseDirectory, "Storage", "Golden", name);
}
