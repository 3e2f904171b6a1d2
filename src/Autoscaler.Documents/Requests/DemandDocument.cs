using Autoscaler.Contracts.Demand;
using Autoscaler.Documents.Reading;
using Autoscaler.Documents.Trees;

namespace Autoscaler.Documents.Requests;

/// <summary>
/// Samples that somebody pushes, as a request says them: <c>{ "demand": [{ "component": "chat", "samples": [{ "start": "2026-01-02T03:04:00Z", "concurrency": 12.5,
/// "arrivalsPerSecond": 3 }] }] }</c>.
/// </summary>
public static class DemandDocument
{
    private const int MaxComponents = 64;

    // An hour of samples of ten seconds.
    private const int MaxSamples = 360;

    private const string Demand = "an entry of demand: a component and its samples";
    private const string Sample = "a sample: a start and a concurrency";

    /// <summary>Reads a JSON text in UTF-8.</summary>
    /// <param name="utf8">The text.</param>
    /// <param name="file">The name that errors give.</param>
    public static DocumentResult<PushedDemand> Parse(ReadOnlyMemory<byte> utf8, string file) => JsonBody.Read(
        utf8, file, "samples of demand, in JSON", static (fields, reading) => new PushedDemand(
            fields.List("demand", "components", MaxComponents, (value, path) => ReadComponent(value, path, reading))));

    private static ComponentDemand ReadComponent(DocumentValue value, string path, DocumentReading reading)
    {
        var fields = DocumentFields.OfItem(value, reading, path, Demand);
        var demand = new ComponentDemand(
            new ComponentName(fields.Text("component", "a component's name")),
            fields.List("samples", "samples", MaxSamples, (sample, samplePath) => ReadSample(sample, samplePath, reading)));
        fields.Finish();
        return demand;
    }

    private static DemandSample ReadSample(DocumentValue value, string path, DocumentReading reading)
    {
        var fields = DocumentFields.OfItem(value, reading, path, Sample);
        var sample = new DemandSample(fields.RequiredTime("start"), fields.RequiredNumber("concurrency"), fields.OptionalNumber("arrivalsPerSecond"));
        fields.Finish();
        return sample;
    }
}

/// <summary>Samples that somebody pushes.</summary>
/// <param name="Demand">The samples of each component.</param>
public sealed record PushedDemand(ImmutableArray<ComponentDemand> Demand);
