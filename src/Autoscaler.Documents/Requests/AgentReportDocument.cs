using Autoscaler.Contracts.Agents;
using Autoscaler.Contracts.Caching;
using Autoscaler.Contracts.Slots;
using Autoscaler.Decisions.Specs;
using Autoscaler.Documents.Reading;
using Autoscaler.Documents.Trees;

namespace Autoscaler.Documents.Requests;

/// <summary>What an agent reports, as its request says it; docs/api.md shows one of each kind.</summary>
public static class AgentReportDocument
{
    // As many volumes as an instance can have attached, and more files and copies than one can hold.
    private const int MaxVolumes = 64;
    private const int MaxFiles = 1_000;
    private const int MaxCopies = 256;
    private const int MaxTimings = 16;

    private const string Digest = "an image's digest, as sha256: and 64 hexadecimal digits, or weights: and their version";

    /// <summary>Reads a JSON text in UTF-8.</summary>
    /// <param name="kind">What kind it is; the address says so.</param>
    /// <param name="generation">The generation that the agent's token names.</param>
    /// <param name="utf8">The text.</param>
    /// <param name="file">The name that errors give.</param>
    public static DocumentResult<AgentReport> Parse(AgentReportKind kind, int generation, ReadOnlyMemory<byte> utf8, string file) => JsonBody.Read(
        utf8, file, "a report of an agent, in JSON", (fields, reading) =>
        {
            var report = new AgentReport
            {
                Kind = kind,
                Generation = generation,
                Instance = new InstanceId(fields.Text("instance", "the cloud's id of the instance", "instance", static text => text.Length <= 64)),
                Sequence = ReadSequence(fields, reading),
            };
            return kind switch
            {
                AgentReportKind.Register => report with
                {
                    Volumes = [.. fields.List("volumes", "volumes", MaxVolumes, (value, path) => ReadVolume(value, path, reading)).OrderBy(static volume => volume.Content)],
                },
                AgentReportKind.Heartbeat => ReadHeartbeat(report, fields, reading),
                AgentReportKind.Phase => report with { Copies = [ReadSection(fields.Section("copy"), reading)] },
                _ => throw new System.Diagnostics.UnreachableException(),
            };
        });

    private static AgentReport ReadHeartbeat(AgentReport report, DocumentFields fields, DocumentReading reading)
    {
        var loads = ImmutableArray.CreateBuilder<CopyLoad>();
        var files = fields.List("files", "files", MaxFiles, (value, path) => ReadFile(value, path, reading));
        var contents = fields.List("disk", "images and weights", MaxFiles, (value, path) => ReadContent(value, path, reading)).OfType<ImageDigest>().ToImmutableArray();
        var copies = fields.List("copies", "copies", MaxCopies, (value, path) =>
        {
            var copy = DocumentFields.OfItem(value, reading, path, "a copy: its id and phase");
            var status = ReadCopy(copy, reading);
            if (copy.OptionalNumber("concurrency") is { } concurrency)
            {
                loads.Add(new CopyLoad(status.Id, Math.Max(0, concurrency)));
            }

            copy.Finish();
            return status;
        });
        return report with
        {
            Disk = new DiskContents(
                [.. contents.Where(static content => WeightsContent.VersionOf(content) is null).Distinct().Order()],
                [.. contents.Select(WeightsContent.VersionOf).OfType<WeightsVersion>().Distinct().Order()]),
            Files = [.. files.OrderBy(static file => file.Content)],
            Copies = [.. copies.OrderBy(static copy => copy.Id)],
            Loads = [.. loads.OrderBy(static load => load.Copy)],
        };
    }

    private static long ReadSequence(DocumentFields fields, DocumentReading reading)
    {
        var sequence = fields.RequiredNumber("sequence");
        if (sequence is < 1 or > 9e15 || sequence != Math.Floor(sequence))
        {
            reading.Add("sequence", fields.PlaceOf("sequence") ?? fields.Mark, "a whole number from 1", sequence.ToString("R", System.Globalization.CultureInfo.InvariantCulture));
            return 0;
        }

        return (long)sequence;
    }

    private static VolumeReading ReadVolume(DocumentValue value, string path, DocumentReading reading)
    {
        var fields = DocumentFields.OfItem(value, reading, path, "a volume: its id, and what it should hold and holds");
        var owner = fields.Text("owner", "the endpoint of the volume's tag, as tenant/endpoint", "owner", IsEndpoint);
        var volume = new VolumeReading(
            fields.Text("volume", "the cloud's id of the volume", "volume", static text => text.Length <= 64),
            ReadDigest(fields, "content"),
            fields.RequiredInteger("build"),
            ReadDigest(fields, "found"),
            owner.Length == 0 ? default : EndpointId.Parse(owner),
            fields.Switch("mounted", false));
        fields.Finish();
        return volume;
    }

    private static DiskFile ReadFile(DocumentValue value, string path, DocumentReading reading)
    {
        var fields = DocumentFields.OfItem(value, reading, path, "a file: its content and size");
        var size = fields.RequiredNumber("sizeBytes");
        var file = new DiskFile(ReadDigest(fields, "content"), new ByteCount(size is >= 0 and < 1e18 ? (long)size : 0), fields.RequiredTime("lastUsedAt"), fields.Switch("inUse", false));
        if (size is < 0 or >= 1e18)
        {
            reading.Add($"{path}.sizeBytes", fields.PlaceOf("sizeBytes") ?? fields.Mark, "a size in bytes, 0 or more", size.ToString("R", System.Globalization.CultureInfo.InvariantCulture));
        }

        fields.Finish();
        return file;
    }

    private static ImageDigest? ReadContent(DocumentValue value, string path, DocumentReading reading)
    {
        if (value is DocumentScalar { IsText: true } scalar && IsContent(scalar.Text))
        {
            return new ImageDigest(scalar.Text);
        }

        reading.Add(path, value.Mark, Digest, value.Describe());
        return null;
    }

    private static CopyStatus ReadSection(DocumentFields fields, DocumentReading reading)
    {
        var status = ReadCopy(fields, reading);
        fields.Finish();
        return status;
    }

    private static CopyStatus ReadCopy(DocumentFields fields, DocumentReading reading)
    {
        var id = fields.Text("id", "a copy's id, as component#number", "id", IsCopy);
        return new CopyStatus
        {
            Id = id.Length == 0 ? default : CopyId.Parse(id),
            Phase = fields.RequiredWord("phase", "one of ordered, starting, ready, draining, stopped and failed", WordOf<CopyPhase>),
            PhaseEnteredAt = fields.RequiredTime("enteredAt"),
            ReadyAt = fields.OptionalTime("readyAt"),
            Failure = fields.OptionalText("failure", "why it failed"),
            Timeline = fields.Has("timeline") ? fields.List("timeline", "stages of its start", MaxTimings, (value, timing) => ReadTiming(value, timing, reading)) : [],
        };
    }

    private static StartupPhaseTiming ReadTiming(DocumentValue value, string path, DocumentReading reading)
    {
        var fields = DocumentFields.OfItem(value, reading, path, "a stage of a start: its name and when it began and ended");
        var timing = new StartupPhaseTiming(
            fields.RequiredWord("phase", "a stage of a start, as image or weights", WordOf<StartupPhase>), fields.RequiredTime("startedAt"), fields.RequiredTime("endedAt"));
        fields.Finish();
        return timing;
    }

    private static ImageDigest ReadDigest(DocumentFields fields, string key) => new(fields.Text(key, Digest, key, IsContent));

    private static bool IsContent(string text) => NameSyntax.IsDigest(text) || WeightsContent.VersionOf(new ImageDigest(text)) is { Value.Length: > 0 and <= 1_024 };

    private static bool IsCopy(string text) =>
        text.LastIndexOf('#') is > 0 and var mark && NameSyntax.IsName(text[..mark]) && text.Length - mark is > 1 and < 20 && text[(mark + 1)..].All(char.IsAsciiDigit);

    private static bool IsEndpoint(string text) => text.Split('/') is [var tenant, var endpoint] && NameSyntax.IsName(tenant) && NameSyntax.IsName(endpoint);

    private static T? WordOf<T>(string word)
        where T : struct, Enum
    {
        foreach (var value in Enum.GetValues<T>())
        {
            if (EventText.Words(value).Replace(' ', '-') == word)
            {
                return value;
            }
        }

        return null;
    }
}
