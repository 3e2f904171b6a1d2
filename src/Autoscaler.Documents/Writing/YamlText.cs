using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Autoscaler.Documents.Reading;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Autoscaler.Documents.Writing;

/// <summary>
/// Writes a document as YAML: sections in blocks, lists of names in brackets. Texts that another reader of YAML could take for something else stand in quotes.
/// </summary>
internal static class YamlText
{
    private static readonly string[] AmbiguousWords = ["null", "true", "false", "yes", "no", "on", "y", "n", "~"];

    private static readonly EmitterSettings Settings = new EmitterSettings().WithBestWidth(int.MaxValue).WithNewLine("\n").WithIndentedSequences();

    public static string Of(JsonNode? document)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        var emitter = new Emitter(text, Settings);
        emitter.Emit(new StreamStart());
        emitter.Emit(new DocumentStart(null, null, isImplicit: true));
        Write(document, emitter);
        emitter.Emit(new DocumentEnd(isImplicit: true));
        emitter.Emit(new StreamEnd());
        return text.ToString();
    }

    private static void Write(JsonNode? value, Emitter emitter)
    {
        switch (value)
        {
            case JsonObject section:
                emitter.Emit(new MappingStart(AnchorName.Empty, TagName.Empty, isImplicit: true, MappingStyle.Block));
                foreach (var (key, field) in section)
                {
                    emitter.Emit(new Scalar(key));
                    Write(field, emitter);
                }

                emitter.Emit(new MappingEnd());
                break;
            case JsonArray list:
                var style = list.All(item => item is JsonValue) ? SequenceStyle.Flow : SequenceStyle.Block;
                emitter.Emit(new SequenceStart(AnchorName.Empty, TagName.Empty, isImplicit: true, style));
                foreach (var item in list)
                {
                    Write(item, emitter);
                }

                emitter.Emit(new SequenceEnd());
                break;
            default:
                emitter.Emit(new Scalar(AnchorName.Empty, TagName.Empty, value?.ToString() ?? DocumentFields.None, StyleOf(value), isPlainImplicit: true, isQuotedImplicit: true));
                break;
        }
    }

    // Plain where the emitter finds that possible.
    private static ScalarStyle StyleOf(JsonNode? value)
    {
        var text = value?.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : null;
        return text is not null && IsAmbiguous(text) ? ScalarStyle.DoubleQuoted : ScalarStyle.Any;
    }

    private static bool IsAmbiguous(string text) =>
        AmbiguousWords.Contains(text, StringComparer.OrdinalIgnoreCase) || double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _);
}
