using System.Text.Json;
using System.Text.Json.Nodes;
using Autoscaler.Contracts.Journal;

namespace Autoscaler.Documents.Tests.Json;

/// <summary>What the API writes the CLI reads, for every type of the contracts, those to come included.</summary>
public sealed class ContractRoundTripTests
{
    private const int SamplesOfEach = 50;

    public static TheoryData<Type> Types => [.. ContractSample.Types];

    [Fact]
    public void Types_OfTheContracts_AreFound() => Assert.InRange(ContractSample.Types.Length, 60, int.MaxValue);

    [Theory]
    [MemberData(nameof(Types))]
    public void Serialize_AnyValue_ReadsBackAsTheSame(Type type)
    {
        for (var seed = 0; seed < SamplesOfEach; seed++)
        {
            var value = new ContractSample(seed).Of(type);

            var json = JsonSerializer.Serialize(value, type, AutoscalerJson.Options);
            var read = JsonSerializer.Deserialize(json, type, AutoscalerJson.Options);

            Assert.True(ContractSample.Contents(value) == ContractSample.Contents(read), $"seed {seed}: {json}\n{ContractSample.Contents(value)}\n{ContractSample.Contents(read)}");
            Assert.Equal(json, JsonSerializer.Serialize(read, type, AutoscalerJson.Options));
        }
    }

    [Fact]
    public void Serialize_Event_KeepsItsKind()
    {
        var kinds = ContractSample.Types.Where(type => type.IsSubclassOf(typeof(FleetEvent))).ToList();

        Assert.NotEmpty(kinds);
        Assert.All(kinds, kind =>
        {
            var happened = (FleetEvent)new ContractSample(1).Of(kind);
            var json = JsonSerializer.Serialize(happened, AutoscalerJson.Options);
            Assert.NotNull(JsonNode.Parse(json)!["event"]);
            Assert.IsType(kind, JsonSerializer.Deserialize<FleetEvent>(json, AutoscalerJson.Options));
        });
    }
}
