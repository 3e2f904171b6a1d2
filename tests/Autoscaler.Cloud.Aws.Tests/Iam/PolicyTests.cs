using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Autoscaler.Cloud.Aws.Tests.Iam;

/// <summary>The policies allow what the code calls, no less and no more.</summary>
public sealed class PolicyTests
{
    // An operation's action has its name in the service's prefix, but for these: other names, or more actions that IAM asks for with it.
    private static readonly Dictionary<string, string[]> Actions = new()
    {
        ["EC2.CreateFleet"] = ["ec2:CreateFleet", "ec2:RunInstances", "ec2:CreateTags", "iam:PassRole", "iam:CreateServiceLinkedRole"],

        // With an encrypted volume, in the caller's name: a data key is made or read, and a grant given to EC2.
        ["EC2.RunInstances"] =
        [
            "ec2:RunInstances", "ec2:CreateTags", "iam:PassRole", "kms:CreateGrant", "kms:Decrypt", "kms:DescribeKey", "kms:GenerateDataKeyWithoutPlaintext", "kms:ReEncryptFrom",
            "kms:ReEncryptTo",
        ],
        ["EC2.CreateLaunchTemplate"] = ["ec2:CreateLaunchTemplate", "ec2:CreateTags"],
        ["EC2.CreateSnapshot"] = ["ec2:CreateSnapshot", "ec2:CreateTags"],
        ["KeyManagementService.CreateKey"] = ["kms:CreateKey", "kms:TagResource"],
        ["S3.ListObjectsV2"] = ["s3:ListBucket"],

        // Nobody can be denied it.
        ["SecurityToken.GetCallerIdentity"] = [],
    };

    private static readonly Dictionary<string, string> Prefixes = new()
    {
        ["EC2"] = "ec2", ["KeyManagementService"] = "kms", ["S3"] = "s3", ["DynamoDBv2"] = "dynamodb", ["CloudWatch"] = "cloudwatch", ["Ecr"] = "ecr",
    };

    // Instances publish their demand; the autoscaler only reads it.
    private static readonly string[] MadeOnInstances = ["cloudwatch:PutMetricData"];

    [Fact]
    public void AutoscalerPolicy_AgainstTheCode_AllowsWhatIsCalledAndNothingElse()
    {
        var called = CalledOperations.Find();

        // Some of each way to call, so that a scan that finds nothing does not pass.
        Assert.Superset(new SortedSet<string> { "EC2.CreateFleet", "EC2.DescribeSubnets", "KeyManagementService.CreateGrant", "S3.ListObjectsV2", "CloudWatch.GetMetricData", "Ecr.BatchGetImage" }, new SortedSet<string>(called));
        var needed = called.SelectMany(ActionsOf).Except(MadeOnInstances).ToHashSet();
        var allowed = ActionsIn("autoscaler-policy.json");

        Assert.Equal([], needed.Except(allowed).Order());
        Assert.Equal([], allowed.Except(needed).Order());
    }

    [Fact]
    public void InstancePolicy_Always_AllowsWhatInstancesCall() => Assert.Empty(MadeOnInstances.Except(ActionsIn("instance-policy.json")));

    [Theory]
    [InlineData("autoscaler-policy.json")]
    [InlineData("instance-policy.json")]
    [InlineData("builder-policy.json")]
    public void Policies_Always_NameEachActionAndNarrowEachChange(string file)
    {
        // Lists, which have no resource to be narrowed to, and a fleet, which has none before it is made: what it launches is narrowed as instances, templates and tags.
        string[] ofEverything = ["ec2:CreateFleet", "kms:ListKeys", "kms:ListResourceTags", "cloudwatch:GetMetricData", "ecr:GetAuthorizationToken"];
        foreach (var statement in Statements(file))
        {
            Assert.Equal("Allow", statement.GetProperty("Effect").GetString());
            Assert.All(ActionsOf(statement), static action => Assert.DoesNotContain('*', action));
            var isNarrow = statement.TryGetProperty("Condition", out _) || statement.GetProperty("Resource").ValueKind == JsonValueKind.Array;
            Assert.All(ActionsOf(statement), action => Assert.True(isNarrow || action.StartsWith("ec2:Describe", StringComparison.Ordinal) || ofEverything.Contains(action), $"{file}: {action} is allowed on everything"));
        }
    }

    [Theory]
    [InlineData("ec2:TerminateInstances")]
    [InlineData("ec2:DeleteSnapshot")]
    [InlineData("ec2:DeleteVolume")]
    [InlineData("ec2:DeleteLaunchTemplate")]
    [InlineData("kms:ScheduleKeyDeletion")]
    [InlineData("kms:RevokeGrant")]
    public void AutoscalerPolicy_OfEachDeletion_AsksForTheFleetsTag(string action)
    {
        var statements = Statements("autoscaler-policy.json").Where(statement => ActionsOf(statement).Contains(action)).ToArray();

        Assert.NotEmpty(statements);
        Assert.All(statements, static statement => Assert.Equal(
            "autoscaler", statement.GetProperty("Condition").GetProperty("StringEquals").GetProperty("aws:ResourceTag/autoscaler:fleet").GetString()));
    }

    private static string[] ActionsOf(string operation)
    {
        if (Actions.TryGetValue(operation, out var others))
        {
            return others;
        }

        var dot = operation.IndexOf('.', StringComparison.Ordinal);
        return Prefixes.TryGetValue(operation[..dot], out var prefix)
            ? [$"{prefix}:{operation[(dot + 1)..]}"]
            : throw new InvalidOperationException($"{operation}: expected a service of {string.Join(", ", Prefixes.Keys)}.");
    }

    private static HashSet<string> ActionsIn(string file) => [.. Statements(file).SelectMany(ActionsOf)];

    private static IEnumerable<string> ActionsOf(JsonElement statement) => statement.GetProperty("Action").EnumerateArray().Select(static action => action.GetString()!);

    private static JsonElement[] Statements(string file, [CallerFilePath] string caller = "")
    {
        var path = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(caller)!, "..", "..", "..", "deploy", "iam", file));
        using var document = JsonDocument.Parse(File.ReadAllText(path));
        return [.. document.RootElement.Clone().GetProperty("Statement").EnumerateArray()];
    }
}
