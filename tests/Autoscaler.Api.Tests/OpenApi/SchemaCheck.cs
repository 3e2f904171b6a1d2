using System.Text.Json;
using System.Text.Json.Nodes;

namespace Autoscaler.Api.Tests.OpenApi;

/// <summary>Compares values with the schemas of a description: names, kinds, and words of fixed sets.</summary>
internal sealed class SchemaCheck(JsonNode document)
{
    /// <summary>Everything that differs.</summary>
    public IEnumerable<string> Check(JsonNode schema, JsonNode? value, string path)
    {
        var resolved = Resolve(schema);
        if ((resolved["anyOf"] ?? resolved["oneOf"]) is JsonArray choices)
        {
            var tries = choices.Select(choice => Check(choice!, value, path).ToList()).ToList();
            return tries.Any(static one => one.Count == 0) ? [] : tries.MinBy(static one => one.Count)!;
        }

        return value switch
        {
            JsonObject members => CheckMembers(resolved, members, path),
            JsonArray items => Kind(resolved, "array", path, value).Concat(items.SelectMany((item, i) => Check(resolved["items"]!, item, $"{path}[{i}]"))),
            null => Kind(resolved, "null", path, value),
            _ => CheckScalar(resolved, value, path),
        };
    }

    private IEnumerable<string> CheckMembers(JsonNode schema, JsonObject members, string path)
    {
        foreach (var wrong in Kind(schema, "object", path, members))
        {
            yield return wrong;
        }

        var properties = schema["properties"] as JsonObject ?? [];
        foreach (var required in (schema["required"] as JsonArray ?? []).Select(static name => name!.GetValue<string>()).Where(name => !members.ContainsKey(name)))
        {
            yield return $"{path}: expected {required}; found nothing";
        }

        foreach (var (name, member) in members)
        {
            if (properties[name] is not { } property)
            {
                yield return $"{path}: {name} is not described";
                continue;
            }

            foreach (var wrong in Check(property, member, $"{path}.{name}"))
            {
                yield return wrong;
            }
        }
    }

    private static IEnumerable<string> CheckScalar(JsonNode schema, JsonNode value, string path)
    {
        if (schema["enum"] is JsonArray words)
        {
            return words.Any(word => JsonNode.DeepEquals(word, value)) ? [] : [$"{path}: expected one of {words.ToJsonString()}; found {value.ToJsonString()}"];
        }

        var kind = value.GetValueKind() switch
        {
            JsonValueKind.String => "string",
            JsonValueKind.True or JsonValueKind.False => "boolean",
            _ => "number",
        };
        return Kind(schema, kind, path, value);
    }

    private static IEnumerable<string> Kind(JsonNode schema, string kind, string path, JsonNode? value)
    {
        var kinds = schema["type"] switch
        {
            JsonArray several => several.Select(static one => one!.GetValue<string>()).ToList(),
            JsonValue one => [one.GetValue<string>()],
            _ => [],
        };
        return kinds.Contains(kind) || (kind == "number" && kinds.Contains("integer"))
            ? []
            : [$"{path}: expected {(kinds.Count == 0 ? "a described kind" : string.Join(" or ", kinds))}; found {kind} {value?.ToJsonString()}"];
    }

    private JsonNode Resolve(JsonNode schema)
    {
        while (schema["$ref"] is { } reference)
        {
            schema = reference.GetValue<string>().Split('/').Skip(1).Aggregate(document, static (node, name) => node[name]!);
        }

        return schema;
    }
}
