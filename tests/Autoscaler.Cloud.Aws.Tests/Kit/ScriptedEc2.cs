using System.Globalization;
using System.Net;
using System.Text;

namespace Autoscaler.Cloud.Aws.Tests.Kit;

/// <summary>
/// EC2 as its documentation has it, where moto is otherwise: client tokens are honoured, fast restore is known, an answer to a launch can be scripted, and lists can lag.
/// The script of a <see cref="ScriptedServer"/>, which runs one request at a time.
/// </summary>
internal sealed class ScriptedEc2
{
    private readonly Dictionary<string, (string Request, string Answer)> _fleets = [];
    private int _ids;

    public List<Instance> Instances { get; } = [];

    public List<Template> Templates { get; } = [];

    public List<Snapshot> Snapshots { get; } = [];

    /// <summary>Fast restores as <c>snapshot/zone</c>.</summary>
    public SortedSet<string> FastRestores { get; } = [];

    public int FastRestoreQuota { get; set; } = 5;

    /// <summary>Answers the next launch calls with these errors, (code, message, override), and launches nothing; empty launches.</summary>
    public Func<int, (string Code, string Message)?> ErrorOfPool { get; set; } = static _ => null;

    /// <summary>The launch call as a whole is refused so; null for not.</summary>
    public (int Status, string Code, string Message)? Refusal { get; set; }

    /// <summary>Whether lists leave out instances.</summary>
    public bool Lags { get; set; }

    /// <summary>How many instances one page has; null for all.</summary>
    public int? PageSize { get; set; }

    public ScriptedAnswer Answer(ScriptedRequest request) => request.Operation switch
    {
        "DescribeLaunchTemplates" => Said(request, $"<launchTemplates>{Items(Templates.Where(template => Matches(request, template.Tags, ("launch-template-name", template.Name))), One)}</launchTemplates>"),
        "CreateLaunchTemplate" => CreateTemplate(request),
        "CreateLaunchTemplateVersion" => CreateVersion(request),
        "ModifyLaunchTemplate" => Said(request, string.Empty),
        "DescribeLaunchTemplateVersions" => Versions(request),
        "DeleteLaunchTemplate" => Deleted(request, Templates.RemoveAll(template => template.Id == request.Form["LaunchTemplateId"]) > 0, "InvalidLaunchTemplateId.NotFound"),
        "CreateFleet" => CreateFleet(request),
        "DescribeInstances" => DescribeInstances(request),
        "DescribeVolumes" => Said(request, "<volumeSet/>"),
        "DescribeSnapshots" => Said(request, $"<snapshotSet>{Items(Snapshots.Where(snapshot => Matches(request, snapshot.Tags)), One)}</snapshotSet>"),
        "DeleteSnapshot" => Deleted(request, Snapshots.RemoveAll(snapshot => snapshot.Id == request.Form["SnapshotId"]) > 0, "InvalidSnapshot.NotFound"),
        "TerminateInstances" => Terminate(request),
        "CreateTags" => Tag(request),
        "DescribeFastSnapshotRestores" => DescribeFastRestores(request),
        "EnableFastSnapshotRestores" => Enable(request),
        "DisableFastSnapshotRestores" => Disable(request),

        // Of KMS: an account without keys.
        "ListKeys" => ScriptedAnswer.Json("""{"Keys":[],"Truncated":false}"""),
        var other => ScriptedAnswer.Error(request, 400, "InvalidAction", $"The action {other} is not valid here."),
    };

    private static ScriptedAnswer Said(ScriptedRequest request, string body) =>
        ScriptedAnswer.Xml($"""<?xml version="1.0"?><{request.Operation}Response xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>1</requestId>{body}</{request.Operation}Response>""");

    private static ScriptedAnswer Deleted(ScriptedRequest request, bool wasThere, string code) =>
        wasThere ? Said(request, string.Empty) : ScriptedAnswer.Error(request, 400, code, "It does not exist.");

    private static string Items<T>(IEnumerable<T> all, Func<T, string> one) => string.Concat(all.Select(item => $"<item>{one(item)}</item>"));

    private static string TagSet(Dictionary<string, string> tags) =>
        $"<tagSet>{Items(tags, static tag => $"<key>{tag.Key}</key><value>{WebUtility.HtmlEncode(tag.Value)}</value>")}</tagSet>";

    private static string One(Template template) => $"<launchTemplateId>{template.Id}</launchTemplateId><launchTemplateName>{template.Name}</launchTemplateName>{TagSet(template.Tags)}";

    private static string One(Snapshot snapshot) =>
        $"<snapshotId>{snapshot.Id}</snapshotId><status>completed</status><startTime>2026-11-02T00:00:00.000Z</startTime><volumeSize>90</volumeSize>{TagSet(snapshot.Tags)}";

    private static string One(Instance instance) =>
        $"<instanceId>{instance.Id}</instanceId><instanceState><code>16</code><name>{instance.State}</name></instanceState><instanceType>{instance.Type}</instanceType>"
        + $"<placement><availabilityZone>us-east-1a</availabilityZone></placement><launchTime>2026-11-02T00:00:00.000Z</launchTime>{TagSet(instance.Tags)}";

    // Filter.1.Name, Filter.1.Value.1; tags by their names, the rest by the fields given.
    private static bool Matches(ScriptedRequest request, Dictionary<string, string> tags, params (string Name, string Value)[] fields)
    {
        for (var number = 1; request.Form.TryGetValue($"Filter.{number}.Name", out var name); number++)
        {
            var values = Values(request, $"Filter.{number}.Value").ToArray();
            var found = name.StartsWith("tag:", StringComparison.Ordinal) ? tags.GetValueOrDefault(name[4..]) : Array.Find(fields, field => field.Name == name).Value;
            if (found is null || !values.Contains(found))
            {
                return false;
            }
        }

        return true;
    }

    private static IEnumerable<string> Values(ScriptedRequest request, string prefix)
    {
        for (var number = 1; request.Form.TryGetValue($"{prefix}.{number}", out var value); number++)
        {
            yield return value;
        }
    }

    private static Dictionary<string, string> Tags(ImmutableDictionary<string, string> form, string prefix)
    {
        var tags = new Dictionary<string, string>();
        for (var number = 1; form.TryGetValue($"{prefix}.{number}.Key", out var key); number++)
        {
            tags[key] = form[$"{prefix}.{number}.Value"];
        }

        return tags;
    }

    private string NextId(string prefix) => string.Create(CultureInfo.InvariantCulture, $"{prefix}-{++_ids:x17}");

    private ScriptedAnswer CreateTemplate(ScriptedRequest request)
    {
        var name = request.Form["LaunchTemplateName"];
        if (Templates.Exists(template => template.Name == name))
        {
            return ScriptedAnswer.Error(request, 400, "InvalidLaunchTemplateName.AlreadyExistsException", "Launch template name already in use.");
        }

        var made = new Template(NextId("lt"), name, request.Form, Tags(request.Form, "TagSpecification.1.Tag"));
        Templates.Add(made);
        return Said(request, $"<launchTemplate>{One(made)}</launchTemplate>");
    }

    private ScriptedAnswer CreateVersion(ScriptedRequest request)
    {
        var index = Templates.FindIndex(template => template.Name == request.Form["LaunchTemplateName"]);
        Templates[index] = Templates[index] with { Form = request.Form };
        return Said(request, "<launchTemplateVersion><versionNumber>2</versionNumber></launchTemplateVersion>");
    }

    private ScriptedAnswer Versions(ScriptedRequest request)
    {
        if (Templates.Find(template => template.Name == request.Form["LaunchTemplateName"]) is not { } found)
        {
            return ScriptedAnswer.Error(request, 400, "InvalidLaunchTemplateName.NotFoundException", "It does not exist.");
        }

        var ebs = new StringBuilder();
        foreach (var (field, element) in new[] { ("SnapshotId", "snapshotId"), ("VolumeInitializationRate", "volumeInitializationRate"), ("KmsKeyId", "kmsKeyId") })
        {
            if (found.Form.TryGetValue($"LaunchTemplateData.BlockDeviceMapping.1.Ebs.{field}", out var value))
            {
                ebs.Append(CultureInfo.InvariantCulture, $"<{element}>{value}</{element}>");
            }
        }

        return Said(
            request,
            $"<launchTemplateVersionSet><item><versionNumber>1</versionNumber><launchTemplateData><blockDeviceMappingSet><item><ebs>{ebs}</ebs></item></blockDeviceMappingSet></launchTemplateData></item></launchTemplateVersionSet>");
    }

    private ScriptedAnswer CreateFleet(ScriptedRequest request)
    {
        var token = request.Form["ClientToken"];
        var parameters = string.Join('&', request.Form.OrderBy(static pair => pair.Key, StringComparer.Ordinal));
        if (_fleets.TryGetValue(token, out var known))
        {
            return known.Request == parameters
                ? Said(request, known.Answer)
                : ScriptedAnswer.Error(request, 400, "IdempotentParameterMismatch", "The token was used with other parameters.");
        }

        if (Refusal is { } refusal)
        {
            return ScriptedAnswer.Error(request, refusal.Status, refusal.Code, refusal.Message);
        }

        var template = Templates.Find(one => one.Name == request.Form["LaunchTemplateConfigs.1.LaunchTemplateSpecification.LaunchTemplateName"])
            ?? throw new InvalidOperationException("The launch names a template that is not there.");
        var answer = Launch(request, template);
        _fleets[token] = (parameters, answer);
        return Said(request, answer);
    }

    // By priority, the first pool without an error gives the instance.
    private string Launch(ScriptedRequest request, Template template)
    {
        var errors = new StringBuilder();
        for (var pool = 0; request.Form.TryGetValue($"LaunchTemplateConfigs.1.Overrides.{pool + 1}.InstanceType", out var type); pool++)
        {
            var place = $"<launchTemplateAndOverrides><overrides><instanceType>{type}</instanceType><subnetId>{request.Form[$"LaunchTemplateConfigs.1.Overrides.{pool + 1}.SubnetId"]}</subnetId></overrides></launchTemplateAndOverrides>";
            if (ErrorOfPool(pool) is { } error)
            {
                errors.Append(CultureInfo.InvariantCulture, $"<item><errorCode>{error.Code}</errorCode><errorMessage>{error.Message}</errorMessage>{place}</item>");
                continue;
            }

            var instance = new Instance(NextId("i"), type, Tags(template.Form, "LaunchTemplateData.TagSpecification.1.Tag"));
            Instances.Add(instance);
            return $"<fleetId>fleet-1</fleetId><errorSet>{errors}</errorSet><fleetInstanceSet><item><instanceIds><item>{instance.Id}</item></instanceIds><instanceType>{type}</instanceType>{place}</item></fleetInstanceSet>";
        }

        return $"<fleetId>fleet-1</fleetId><errorSet>{errors}</errorSet><fleetInstanceSet/>";
    }

    private ScriptedAnswer DescribeInstances(ScriptedRequest request)
    {
        var found = Lags ? [] : Instances.Where(instance => Matches(request, instance.Tags, ("instance-id", instance.Id))).ToList();
        var from = request.Form.TryGetValue("NextToken", out var token) ? int.Parse(token, CultureInfo.InvariantCulture) : 0;
        var page = found.Skip(from).Take(PageSize ?? found.Count).ToList();
        var next = from + page.Count < found.Count ? string.Create(CultureInfo.InvariantCulture, $"<nextToken>{from + page.Count}</nextToken>") : string.Empty;
        return Said(request, $"<reservationSet>{Items(page, static instance => $"<reservationId>r-1</reservationId><instancesSet><item>{One(instance)}</item></instancesSet>")}</reservationSet>{next}");
    }

    private ScriptedAnswer Terminate(ScriptedRequest request)
    {
        var id = request.Form["InstanceId.1"];
        var index = Instances.FindIndex(instance => instance.Id == id);
        if (index < 0)
        {
            return ScriptedAnswer.Error(request, 400, "InvalidInstanceID.NotFound", "It does not exist.");
        }

        Instances[index] = Instances[index] with { State = "terminated" };
        return Said(request, "<instancesSet/>");
    }

    private ScriptedAnswer Tag(ScriptedRequest request)
    {
        foreach (var template in Templates.Where(template => template.Id == request.Form["ResourceId.1"]))
        {
            template.Tags[request.Form["Tag.1.Key"]] = request.Form["Tag.1.Value"];
        }

        return Said(request, "<return>true</return>");
    }

    private ScriptedAnswer DescribeFastRestores(ScriptedRequest request)
    {
        var found = FastRestores.Select(static one => one.Split('/')).Where(one => Matches(request, [], ("snapshot-id", one[0]), ("state", "enabled")));
        return Said(request, $"<fastSnapshotRestoreSet>{Items(found, static one => $"<snapshotId>{one[0]}</snapshotId><availabilityZone>{one[1]}</availabilityZone><state>enabled</state>")}</fastSnapshotRestoreSet>");
    }

    private ScriptedAnswer Enable(ScriptedRequest request)
    {
        var snapshot = request.Form["SourceSnapshotId.1"];
        var (done, refused) = (new StringBuilder(), new StringBuilder());
        foreach (var zone in Values(request, "AvailabilityZone"))
        {
            if (FastRestores.Count >= FastRestoreQuota)
            {
                refused.Append(CultureInfo.InvariantCulture, $"<item><availabilityZone>{zone}</availabilityZone><error><code>FastSnapshotRestoreLimitExceeded</code><message>No more.</message></error></item>");
                continue;
            }

            FastRestores.Add($"{snapshot}/{zone}");
            done.Append(CultureInfo.InvariantCulture, $"<item><snapshotId>{snapshot}</snapshotId><availabilityZone>{zone}</availabilityZone></item>");
        }

        var unsuccessful = refused.Length == 0 ? string.Empty : $"<item><snapshotId>{snapshot}</snapshotId><fastSnapshotRestoreStateErrorSet>{refused}</fastSnapshotRestoreStateErrorSet></item>";
        return Said(request, $"<successful>{done}</successful><unsuccessful>{unsuccessful}</unsuccessful>");
    }

    private ScriptedAnswer Disable(ScriptedRequest request)
    {
        foreach (var zone in Values(request, "AvailabilityZone"))
        {
            FastRestores.Remove($"{request.Form["SourceSnapshotId.1"]}/{zone}");
        }

        return Said(request, "<successful/><unsuccessful/>");
    }

    public sealed record Instance(string Id, string Type, Dictionary<string, string> Tags)
    {
        public string State { get; init; } = "running";
    }

    public sealed record Template(string Id, string Name, ImmutableDictionary<string, string> Form, Dictionary<string, string> Tags);

    public sealed record Snapshot(string Id, Dictionary<string, string> Tags);
}
