using System.Text.Json.Nodes;
using Autoscaler.Contracts.Specs;

namespace Autoscaler.Documents;

/// <summary>What differs between two endpoints' specs, field by field, as their documents write it.</summary>
public static class DocumentDiff
{
    private const string Components = "components";
    private const string Name = "name";

    /// <summary>
    /// The fields that differ, in the order of the document; empty where the specs are the same. Components are matched by their names; where only their order differs,
    /// that is a change of <c>components</c>. A section that was off, or is now, has the word for it (<c>off</c>, <c>none</c>) in the place of each field's value.
    /// </summary>
    /// <param name="from">The spec before; null where the endpoint is new.</param>
    /// <param name="to">The spec after; null where the endpoint is deleted.</param>
    public static ImmutableArray<DocumentChange> Between(EndpointSpec? from, EndpointSpec? to)
    {
        var changes = ImmutableArray.CreateBuilder<DocumentChange>();
        Compare("", Document(from), Document(to), changes);
        return changes.ToImmutable();
    }

    private static JsonObject? Document(EndpointSpec? spec) => spec is null ? null : EndpointDocument.WriteJson(spec);

    private static void Compare(string path, JsonNode? from, JsonNode? to, ImmutableArray<DocumentChange>.Builder changes)
    {
        if (from is JsonObject || to is JsonObject)
        {
            foreach (var key in Keys(from, to))
            {
                Compare(path.Length == 0 ? key : $"{path}.{key}", ValueOf(from, key), ValueOf(to, key), changes);
            }
        }
        else if (path == Components)
        {
            CompareComponents(from as JsonArray, to as JsonArray, changes);
        }
        else if (TextOf(from) is var before && TextOf(to) is var after && before != after)
        {
            changes.Add(new DocumentChange(path, before, after));
        }
    }

    private static void CompareComponents(JsonArray? from, JsonArray? to, ImmutableArray<DocumentChange>.Builder changes)
    {
        var before = ByName(from);
        var after = ByName(to);
        var stayed = before.Select(entry => entry.Name).Where(name => Find(after, name) is not null).ToList();
        if (!stayed.SequenceEqual(after.Select(entry => entry.Name).Where(name => Find(before, name) is not null)))
        {
            changes.Add(new DocumentChange(Components, Names(before), Names(after)));
        }

        foreach (var name in before.Concat(after).Select(entry => entry.Name).Distinct())
        {
            Compare($"{Components}[{name}]", Find(before, name), Find(after, name), changes);
        }
    }

    private static List<(string Name, JsonObject Component)> ByName(JsonArray? components) =>
        [.. (components ?? []).OfType<JsonObject>().Select(component => (component[Name]!.GetValue<string>(), component))];

    private static JsonObject? Find(List<(string Name, JsonObject Component)> components, string name) => components.Find(entry => entry.Name == name).Component;

    private static string Names(List<(string Name, JsonObject Component)> components) => string.Join(", ", components.Select(entry => entry.Name));

    // A component's name is in its path.
    private static IEnumerable<string> Keys(JsonNode? from, JsonNode? to) =>
        new[] { from, to }.OfType<JsonObject>().SelectMany(section => section.Select(field => field.Key)).Distinct().Where(key => key != Name);

    // What stands in a section's place stands in its fields' places too.
    private static JsonNode? ValueOf(JsonNode? section, string key) => section is JsonObject fields ? fields[key] : section;

    private static string? TextOf(JsonNode? value) => value is JsonArray list ? string.Join(", ", list.Select(item => item?.ToString())) : value?.ToString();
}
