using Autoscaler.Contracts.Specs;
using Autoscaler.Documents.Tests.Kit;

namespace Autoscaler.Documents.Tests;

public sealed class DocumentDiffTests
{
    private static readonly EndpointSpec Spec = Specs.Least;
    private static readonly ComponentSpec Chat = Spec.Components[0];
    private static readonly ComponentSpec Draft = Chat with { Name = new("draft") };

    [Fact]
    public void Between_ChangedFields_NamesThemByComponent()
    {
        var policy = Chat.Policy with { TargetTracking = Chat.Policy.TargetTracking with { Window = TimeSpan.FromSeconds(30) }, TargetConcurrencyPerCopy = 6.5 };
        var after = Spec with
        {
            Components = [Chat with { Policy = policy, MemoryPerCopy = new ByteCount(8_000_000_001) }],
            Zones = [new("us-east-1a"), new("us-east-1b")],
            Limits = Spec.Limits with { MaxPrice = new UsdPerHour(6.50m) },
        };

        AssertChanges(
            Spec, after,
            "components[chat].memoryPerCopyGb: 8 → 8.000000001",
            "components[chat].policy.targetConcurrencyPerCopy: 8 → 6.5",
            "components[chat].policy.targetTracking.window: 20s → 30s",
            "zones: us-east-1a → us-east-1a, us-east-1b",
            "limits.maxUsdPerHour: none → 6.5");
    }

    [Fact]
    public void Between_SectionSwitched_NamesItsFieldsWithTheWord()
    {
        var weights = new WeightsSpec(new("s3://w@1"), ByteCount.FromGigabytes(16));
        var after = Spec with { Components = [Chat with { Weights = weights, Policy = Chat.Policy with { Panic = null } }] };

        AssertChanges(
            Spec, after,
            "components[chat].weights.version: none → s3://w@1",
            "components[chat].weights.sizeGb: none → 16",
            "components[chat].policy.panic.stableWindow: 1m → off",
            "components[chat].policy.panic.panicWindow: 10s → off",
            "components[chat].policy.panic.thresholdRatio: 2 → off");
    }

    [Fact]
    public void Between_ComponentAddedInFront_LeavesTheOthersUnchanged()
    {
        var changes = DocumentDiff.Between(Spec, Spec with { Components = [Draft, Chat] });

        Assert.All(changes, change => Assert.StartsWith("components[draft].", change.Path, StringComparison.Ordinal));
        Assert.All(changes, change => Assert.Null(change.From));
        Assert.Contains(new DocumentChange("components[draft].minCopies", null, "1"), changes);
    }

    [Fact]
    public void Between_ComponentRemoved_HasEachOfItsFields()
    {
        var changes = DocumentDiff.Between(Spec with { Components = [Draft, Chat] }, Spec);

        Assert.All(changes, change => Assert.Null(change.To));
        Assert.Contains(new DocumentChange("components[draft].policy.scaleToZero.idleGrace", "10m", null), changes);
    }

    [Fact]
    public void Between_OtherOrderOfComponents_SaysSo() =>
        AssertChanges(Spec with { Components = [Chat, Draft] }, Spec with { Components = [Draft, Chat] }, "components: chat, draft → draft, chat");

    [Fact]
    public void Between_NewEndpoint_HasEveryField()
    {
        var changes = DocumentDiff.Between(null, Spec);

        Assert.Equal(new DocumentChange("endpoint", null, "demo/chat"), changes[0]);
        Assert.Contains("cache.fallback: nothing → registry", changes.Select(change => change.ToString()));
        Assert.Equal(changes.Select(change => new DocumentChange(change.Path, change.To, null)), DocumentDiff.Between(Spec, null));
    }

    [Fact]
    public void Between_SameSpecs_IsEmpty()
    {
        Assert.Empty(DocumentDiff.Between(Spec, Spec with { Limits = Spec.Limits with { } }));
        Assert.Empty(DocumentDiff.Between(null, null));
    }

    [Fact]
    public void Between_AnyTwoSpecs_IsEmptyOnlyWhereTheyAreTheSame()
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var spec = new SpecGenerator(seed).Next();
            var changed = spec with { Components = [.. spec.Components.Select(component => component with { Policy = new SpecGenerator(seed + 1).Policy() })] };

            Assert.Empty(DocumentDiff.Between(spec, new SpecGenerator(seed).Next()));
            Assert.NotEmpty(DocumentDiff.Between(spec, changed));
            Assert.All(DocumentDiff.Between(spec, changed), change => Assert.Contains("].policy.", change.Path, StringComparison.Ordinal));
        }
    }

    private static void AssertChanges(EndpointSpec from, EndpointSpec to, params string[] expected) =>
        Assert.Equal(expected, DocumentDiff.Between(from, to).Select(change => change.ToString()));
}
