using Autoscaler.Contracts.Specs;
using Autoscaler.Decisions.Startup;

namespace Autoscaler.Cli.ColdStart;

/// <summary>One way for a copy to start, and how long it takes.</summary>
internal sealed record ColdStartOption(StartupQuery Query, StartupEstimate Estimate);

/// <summary>Every way asked for, in the order of the mechanisms.</summary>
internal sealed record ColdStartAnswer(ColdStartQuestion Question, StartupRates Rates, ImmutableArray<ColdStartOption> Options)
{
    public static ColdStartAnswer Of(ColdStartQuestion question, StartupModel model)
    {
        var queries = question.Mechanisms.SelectMany(mechanism => QueriesOf(question, mechanism));
        return new(question, model.Rates, [.. queries.Select(query => new ColdStartOption(query, model.Estimate(query)))]);
    }

    /// <summary>A new instance by each mechanism; by disk, a running one with the image, without and with the weights.</summary>
    private static IEnumerable<StartupQuery> QueriesOf(ColdStartQuestion question, StartupMechanism mechanism)
    {
        var query = new StartupQuery
        {
            InstanceType = question.InstanceType.Name,
            Mechanism = mechanism,
            Image = question.Image,
            Weights = question.Weights,
            NewInstance = mechanism != StartupMechanism.Disk,
            ImageOnDisk = mechanism == StartupMechanism.Disk,
        };
        if (mechanism != StartupMechanism.Disk)
        {
            return [query];
        }

        return question.Weights == ByteCount.Zero ? [query] : [query, query with { WeightsOnDisk = true }];
    }
}
