using Autoscaler.Contracts.Specs;
using Autoscaler.Decisions.Specs;

namespace Autoscaler.Decisions.Tests.Specs;

public sealed class EndpointSpecRulesTests
{
    public static TheoryData<string> RuleNames => [.. SpecRuleTable.All.Select(rule => rule.Name)];

    [Theory]
    [MemberData(nameof(RuleNames))]
    public void Validate_AtTheEdge_HasNoError(string rule) => Assert.Empty(EndpointSpecRules.Validate(Find(rule).Passing));

    [Theory]
    [MemberData(nameof(RuleNames))]
    public void Validate_BeyondTheEdge_HasThatErrorOnly(string rule)
    {
        var error = Assert.Single(EndpointSpecRules.Validate(Find(rule).Failing));

        Assert.Equal(Find(rule).Field, error.Field);
        Assert.NotEqual("", error.Expected);
        Assert.NotEqual("", error.Found);
    }

    [Fact]
    public void Validate_SeveralMistakes_GivesAllInTheOrderOfTheFields()
    {
        var spec = SpecExamples.With(component => component with
        {
            MinCopies = 9,
            MaxCopies = 8,
            Policy = component.Policy with { TargetConcurrencyPerCopy = 13, TargetTracking = new() { ToleranceRatio = 1.5, Window = TimeSpan.Zero } },
        }) with
        {
            Zones = [],
            Retention = new RetentionPolicy { Min = TimeSpan.FromHours(1) },
        };

        var errors = EndpointSpecRules.Validate(spec);

        Assert.Equal(
            [
                "components[0].maxCopies: expected at least minCopies, 9; found 8",
                "components[0].policy.targetConcurrencyPerCopy: expected at most maxConcurrencyPerCopy, 12; found 13",
                "components[0].policy.targetTracking.toleranceRatio: expected a fraction, 0 or more and below 1; found 1.5",
                "components[0].policy.targetTracking.window: expected 1 s to 1 h; found 0 s",
                "zones: expected 1 to 10 zones; found 0",
                "retention.max: expected at least retention.min, 1 h; found 15 min",
            ],
            errors.Select(error => error.ToString()));
    }

    [Fact]
    public void Validate_PolicyAlone_LeavesOutTheBoundsOfItsComponent()
    {
        var policy = new ScalingPolicy
        {
            TargetConcurrencyPerCopy = 1_000,
            MissingDemand = new MissingDemandPolicy { FallbackCopies = int.MaxValue },
            ScaleToZero = new ScaleToZeroPolicy { IdleGrace = TimeSpan.FromHours(2) },
        };

        Assert.Equal(["policy.scaleToZero.idleGrace: expected 0 s to 1 h; found 2 h"], EndpointSpecRules.Validate(policy, []).Select(error => error.ToString()));
        Assert.Empty(EndpointSpecRules.Validate(policy, ["policy.scaleToZero"]));
    }

    [Fact]
    public void Validate_EndlessLists_AreRefusedWithoutLookingThroughThem()
    {
        const int count = 300_000;
        var spec = SpecExamples.Valid with
        {
            Components = [.. Enumerable.Repeat(SpecExamples.Component, count)],
            InstanceTypes = [.. Enumerable.Repeat(new InstanceTypeName("g9.huge"), count)],
            Zones = [.. Enumerable.Repeat(new ZoneName("us east"), count)],
        };

        var errors = EndpointSpecRules.Validate(spec);

        // Each pair of the 64 components that are looked at has the same name.
        Assert.InRange(errors.Length, 3, 3_000);
        Assert.All(["components", "instanceTypes", "zones"], list => Assert.Contains(errors, error => error.Field == list));
    }

    [Fact]
    public void Validate_EmptySpec_NamesWhatIsMissingAndDoesNotThrow()
    {
        var spec = new EndpointSpec { Id = default, Components = default, InstanceTypes = default, Zones = default };

        Assert.Equal(["id.tenant", "id.name", "components", "instanceTypes", "zones"], EndpointSpecRules.Validate(spec).Select(error => error.Field));
    }

    [Theory]
    [InlineData("components[0].minCopies")]
    [InlineData("components[0]")]
    [InlineData("components")]
    public void Validate_UnreadField_LeavesOutTheRulesThatLookAtIt(string unread)
    {
        var spec = SpecExamples.With(component => component with { MinCopies = 1_000, MaxCopies = 1 });

        Assert.Empty(EndpointSpecRules.Validate(spec, [unread]));
    }

    [Fact]
    public void Validate_UnreadSibling_IsJudgedAllTheSame()
    {
        var spec = SpecExamples.With(component => component with { MinCopies = 2, MaxCopies = 1 });

        Assert.Equal("components[0].maxCopies", Assert.Single(EndpointSpecRules.Validate(spec, ["components[0].min", "components[1]"])).Field);
    }

    [Fact]
    public void Validate_UnknownType_SaysNothingAboutFits()
    {
        var spec = SpecExamples.With(component => component with { AcceleratorsPerCopy = 64 }) with { InstanceTypes = [new("g6.2xlarge"), new("g9.huge")] };

        Assert.Equal("instanceTypes[1]", Assert.Single(EndpointSpecRules.Validate(spec)).Field);
    }

    [Fact]
    public void RuleNames_AreDistinct() => Assert.Equal(SpecRuleTable.All.Count(), SpecRuleTable.All.Select(rule => rule.Name).Distinct().Count());

    private static SpecRule Find(string name) => SpecRuleTable.All.First(rule => rule.Name == name);
}
