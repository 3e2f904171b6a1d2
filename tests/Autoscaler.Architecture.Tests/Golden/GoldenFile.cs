using System.Globalization;
using Orleans.SingleProcess.Serialization;

namespace Autoscaler.Architecture.Tests.Golden;

/// <summary>
/// What releases wrote of one type: its shape, and for each shape that it had one sample, as bytes, and as JSON where storage keeps it. A later release
/// may add members and enum values. Any other change loses what is written, so it is not accepted.
/// </summary>
internal sealed record GoldenFile(ImmutableArray<GoldenLine> Shape, ImmutableArray<GoldenLine> Samples)
{
    private const string SampleKey = "sample ";
    private const string JsonKey = "sample-json ";

    private static readonly MessageSerializer Serializer = new();

    /// <summary>The file that the present code would write first.</summary>
    public static GoldenFile Of(Type type, bool isStored)
    {
        var shape = GoldenShape.Of(type, isStored);
        return type.IsEnum || type.IsAbstract ? new GoldenFile(shape, []) : new GoldenFile(shape, SamplesOf(type, isStored, 1));
    }

    public static GoldenFile Parse(string text)
    {
        var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(GoldenLine.Parse).ToList();
        return new GoldenFile([.. lines.Where(static line => !IsSample(line))], [.. lines.Where(IsSample)]);
    }

    /// <summary>What in the present code breaks what this file has written; empty when nothing does, although lines may have been added.</summary>
    public IEnumerable<string> Breaks(GoldenFile present)
    {
        var now = present.Shape.ToDictionary(static line => line.Key, static line => line.Value);
        return Shape
            .Where(line => now.GetValueOrDefault(line.Key) != line.Value)
            .Select(line => now.TryGetValue(line.Key, out var value) ? $"'{line}' became '{value}'" : $"'{line}' is gone");
    }

    /// <summary>This file with what the present code has added: its shape, and one more sample if that differs from the last.</summary>
    public GoldenFile Grown(Type type, bool isStored)
    {
        var present = Of(type, isStored);
        var count = Samples.Count(IsBytes);
        var samples = LastSample == present.LastSample ? Samples : [.. Samples, .. SamplesOf(type, isStored, count + 1)];

        // A type that is stored now and was only sent before: its bytes are known, its JSON is not.
        var isFirstJson = isStored && count > 0 && !samples.Any(static line => !IsBytes(line));
        return new GoldenFile(present.Shape, isFirstJson ? [.. samples, SamplesOf(type, isStored, count)[^1]] : samples);
    }

    /// <summary>
    /// The bytes written last; null where there are none. JSON is read, and not compared: it shows properties that hold nothing, which may come and go.
    /// </summary>
    public string? LastSample => Samples.LastOrDefault(IsBytes)?.Value;

    /// <summary>The samples that the present code cannot read, and why.</summary>
    public IEnumerable<string> UnreadSamples(Type type)
    {
        foreach (var line in Samples)
        {
            if (Unread(line, type) is { } wrong)
            {
                yield return wrong;
            }
        }
    }

    /// <inheritdoc/>
    public override string ToString() => string.Concat(Shape.Concat(Samples).Select(static line => $"{line}\n"));

    private static string? Unread(GoldenLine line, Type type)
    {
        try
        {
            var bytes = line.Key.StartsWith(JsonKey, StringComparison.Ordinal) ? ReadJson(line.Value, type) : Convert.FromHexString(line.Value);
            var read = Serializer.Deserialize(bytes, type);
            return read is null ? $"{line.Key} reads as nothing" : null;
        }
        catch (Exception exception) when (exception is Orleans.Serialization.SerializerException or System.Text.Json.JsonException)
        {
            return $"{line.Key} cannot be read: {exception.Message}";
        }
    }

    private static byte[] ReadJson(string json, Type type) => Serializer.Serialize(StoredJson.Read(json, type), type);

    private static ImmutableArray<GoldenLine> SamplesOf(Type type, bool isStored, int number)
    {
        var value = SampleValue.Of(type);
        var key = number.ToString(CultureInfo.InvariantCulture);
        var sample = new GoldenLine(SampleKey + key, Convert.ToHexString(Serializer.Serialize(value, type)));
        return isStored ? [sample, new GoldenLine(JsonKey + key, StoredJson.Write(value, type))] : [sample];
    }

    private static bool IsBytes(GoldenLine line) => line.Key.StartsWith(SampleKey, StringComparison.Ordinal);

    private static bool IsSample(GoldenLine line) => IsBytes(line) || line.Key.StartsWith(JsonKey, StringComparison.Ordinal);
}
