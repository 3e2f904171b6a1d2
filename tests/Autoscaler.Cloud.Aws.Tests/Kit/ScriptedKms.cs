using System.Globalization;
using System.Text.Json;

namespace Autoscaler.Cloud.Aws.Tests.Kit;

/// <summary>KMS and STS as their documentation has them, as far as keys of endpoints go. The script of a <see cref="ScriptedServer"/>, which runs one request at a time.</summary>
internal sealed class ScriptedKms
{
    private readonly Dictionary<string, string> _aliases = [];
    private int _ids;

    public List<Key> Keys { get; } = [];

    public ScriptedAnswer Answer(ScriptedRequest request) => request.Operation switch
    {
        "GetCallerIdentity" => ScriptedAnswer.Xml(
            """<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult><Arn>arn:aws:iam::123456789012:user/a</Arn><Account>123456789012</Account></GetCallerIdentityResult></GetCallerIdentityResponse>"""),
        "ListKeys" => Said(new { Keys = Keys.Select(static key => new { KeyId = key.Id }), Truncated = false }),
        "CreateKey" => Create(request),
        "CreateAlias" => Name(request, isNew: true),
        "UpdateAlias" => Name(request, isNew: false),
        "DescribeKey" => Find(request) is { } key ? Said(new { KeyMetadata = Describe(key) }) : NotFound(request),
        "ListResourceTags" => Find(request) is { } key ? Said(new { Tags = key.Tags.Select(static tag => new { TagKey = tag.Key, TagValue = tag.Value }), Truncated = false }) : NotFound(request),
        "ListGrants" => Find(request) is { } key
            ? Said(new { Grants = key.Grants.Select(grant => new { GrantId = grant.Key, Name = grant.Value, KeyId = key.Id, GranteePrincipal = "arn:aws:iam::123456789012:role/aws-service-role/ec2fleet.amazonaws.com/AWSServiceRoleForEC2Fleet" }), Truncated = false })
            : NotFound(request),
        "CreateGrant" => Grant(request),
        "RevokeGrant" => Find(request)?.Grants.Remove(Text(request, "GrantId")) == true ? Said(new { }) : NotFound(request),
        "ScheduleKeyDeletion" => Schedule(request),
        var other => ScriptedAnswer.Error(request, 400, "UnknownOperationException", other),
    };

    private static ScriptedAnswer Said(object body) => ScriptedAnswer.Json(JsonSerializer.Serialize(body));

    private static ScriptedAnswer NotFound(ScriptedRequest request) => ScriptedAnswer.Error(request, 400, "NotFoundException", "It does not exist.");

    private static string Text(ScriptedRequest request, string name) => request.Json.GetProperty(name).GetString()!;

    private static object Describe(Key key) => new { KeyId = key.Id, KeyState = key.IsPending ? "PendingDeletion" : "Enabled", DeletionDate = key.IsPending ? 1_800_000_000 : (int?)null };

    private Key? Find(ScriptedRequest request)
    {
        var named = Text(request, "KeyId");
        return Keys.Find(key => key.Id == _aliases.GetValueOrDefault(named, named));
    }

    private ScriptedAnswer Create(ScriptedRequest request)
    {
        var tags = request.Json.GetProperty("Tags").EnumerateArray().ToDictionary(static tag => tag.GetProperty("TagKey").GetString()!, static tag => tag.GetProperty("TagValue").GetString()!);
        var key = new Key(NextId("key"), tags);
        Keys.Add(key);
        return Said(new { KeyMetadata = Describe(key) });
    }

    private ScriptedAnswer Name(ScriptedRequest request, bool isNew)
    {
        if (isNew && _aliases.ContainsKey(Text(request, "AliasName")))
        {
            return ScriptedAnswer.Error(request, 400, "AlreadyExistsException", "An alias of that name exists.");
        }

        _aliases[Text(request, "AliasName")] = Text(request, "TargetKeyId");
        return Said(new { });
    }

    // By its name a grant is made once.
    private ScriptedAnswer Grant(ScriptedRequest request)
    {
        if (Find(request) is not { } key)
        {
            return NotFound(request);
        }

        var name = Text(request, "Name");
        var id = key.Grants.FirstOrDefault(grant => grant.Value == name).Key ?? NextId("grant");
        key.Grants[id] = name;
        return Said(new { GrantId = id });
    }

    private ScriptedAnswer Schedule(ScriptedRequest request)
    {
        if (Find(request) is not { } key)
        {
            return NotFound(request);
        }

        if (key.IsPending)
        {
            return ScriptedAnswer.Error(request, 400, "KMSInvalidStateException", "It is pending deletion.");
        }

        key.IsPending = true;
        return Said(new { KeyId = key.Id });
    }

    private string NextId(string prefix) => string.Create(CultureInfo.InvariantCulture, $"{prefix}-{++_ids}");

    public sealed class Key(string id, Dictionary<string, string> tags)
    {
        public string Id { get; } = id;

        public Dictionary<string, string> Tags { get; } = tags;

        public Dictionary<string, string> Grants { get; } = [];

        public bool IsPending { get; set; }
    }
}
