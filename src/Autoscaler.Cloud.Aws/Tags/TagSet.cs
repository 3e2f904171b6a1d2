using System.Globalization;
using Amazon.EC2.Model;
using Autoscaler.Cloud.Instances;
using Autoscaler.Cloud.Snapshots;
using Autoscaler.Contracts.Slots;

namespace Autoscaler.Cloud.Aws.Tags;

/// <summary>The tags of one resource: made from what it is made for, and read back from it.</summary>
internal sealed class TagSet(ImmutableSortedDictionary<string, string> values)
{
    // A tag's value has at most so many characters.
    private const int MaxValueLength = 256;
    private const int MaxContentTags = 8;

    private static readonly ImmutableSortedDictionary<string, string> None = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    public string? this[string name] => values.GetValueOrDefault(name);

    /// <summary>What a resource of the SDK carries.</summary>
    public static TagSet Of(IEnumerable<Tag>? tags) => Of(tags?.Select(static tag => KeyValuePair.Create(tag.Key, tag.Value)));

    /// <summary>What a resource carries.</summary>
    public static TagSet Of(IEnumerable<KeyValuePair<string, string>>? tags) => new(None.SetItems(tags ?? []));

    /// <summary>What everything of an endpoint carries.</summary>
    public static TagSet Of(string fleet, EndpointId endpoint, string role) => new(None
        .Add(TagNames.Fleet, fleet).Add(TagNames.Tenant, endpoint.Tenant.Value).Add(TagNames.Endpoint, endpoint.ToString()).Add(TagNames.Role, role)
        .Add(TagNames.DisplayName, $"autoscaler {endpoint}"));

    /// <summary>What a launch makes.</summary>
    public static TagSet Of(string fleet, LaunchRequest request, string role) => Of(fleet, request.Slot.Endpoint, role)
        .With(TagNames.Slot, Number(request.Slot.Ordinal)).With(TagNames.Generation, Number(request.Generation)).With(TagNames.Attempt, Number(Math.Max(1, request.Attempt)))
        .With(TagNames.Token, request.Token.Value).With(TagNames.DisplayName, $"autoscaler {request.Slot}");

    /// <summary>What a build makes.</summary>
    public static TagSet Of(string fleet, SnapshotBuild build, string token, string role) => Of(fleet, build.Endpoint, role)
        .WithContent(build.Image.Digest.Value).With(TagNames.Build, Number(build.Attempt)).With(TagNames.Token, token)
        .With(TagNames.Components, Shortened(build.Components)).With(TagNames.DisplayName, $"autoscaler {build.Endpoint} {role}");

    public TagSet With(string name, string value) => new(values.SetItem(name, value));

    /// <summary>As the SDK takes them.</summary>
    public List<Tag> ToList() => [.. values.Select(static pair => new Tag(pair.Key, pair.Value))];

    /// <summary>As the SDK takes them for resources of a type.</summary>
    public TagSpecification For(Amazon.EC2.ResourceType type) => new() { ResourceType = type, Tags = ToList() };

    /// <summary>What the tags say of a resource; null where they name no endpoint: it is not one of ours.</summary>
    public TaggedResource? ToResource(TaggedResourceKind kind, string id)
    {
        if (Endpoint is not { } endpoint)
        {
            return null;
        }

        return new TaggedResource(kind, id, endpoint)
        {
            Slot = NumberOf(TagNames.Slot),
            Generation = NumberOf(TagNames.Generation),
            Content = Content is { } content ? new ImageDigest(content) : null,
            Build = NumberOf(TagNames.Build),
        };
    }

    /// <summary>The endpoint; null where there is none, or something else than an endpoint.</summary>
    public EndpointId? Endpoint => this[TagNames.Endpoint] is { } text && text.Count(static character => character == '/') == 1 && text[0] != '/' && text[^1] != '/'
        ? EndpointId.Parse(text)
        : null;

    public int? NumberOf(string name) => int.TryParse(this[name], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    public string? Content => this[TagNames.Content] is { } first
        ? string.Concat(Enumerable.Range(2, MaxContentTags).Select(number => this[PartName(number)]).TakeWhile(static part => part is not null).Prepend(first))
        : null;

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string PartName(int number) => string.Create(CultureInfo.InvariantCulture, $"{TagNames.Content}.{number}");

    // For people's eyes: what does not fit is counted.
    private static string Shortened(ImmutableArray<ComponentName> components)
    {
        var text = string.Join(' ', components.Select(static component => component.Value));
        return text.Length <= MaxValueLength ? text : string.Create(CultureInfo.InvariantCulture, $"{components[0].Value} and {components.Length - 1} more");
    }

    private TagSet WithContent(string content)
    {
        var parts = content.Chunk(MaxValueLength).Select(static part => new string(part)).ToArray();
        return new TagSet(values.SetItems(parts.Select(static (part, index) => KeyValuePair.Create(index == 0 ? TagNames.Content : PartName(index + 1), part))));
    }
}
