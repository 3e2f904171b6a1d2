using Autoscaler.Contracts.Specs;
using Autoscaler.Decisions.Startup;

namespace Autoscaler.Cli.ColdStart;

/// <summary>One way for a copy to start, and how long it takes.</summary>
internal sealed record ColdStartOption(StartupQuery Query, StartupEstimate Estimate);

/// <summary>Every way asked for, in the order of the mechanisms.</summary>
internal sealed record ColdStartAnswer(ColdStartQuestion Question, StartupRates Rates, ImmutableArray<ColdStartOption> Options)
{
    /// <summary>
    /// By each mechanism asked for; then, where there are weights, the same with the weights cached: on a volume of their own, by disk on the disk.
    /// </summary>
    public static ColdStartAnswer Of(ColdStartQuestion question, StartupModel model)
    {
        var asked = new StartupQuery
        {
            InstanceType = question.InstanceType.Name,
            Mechanism = default,
            Image = question.Image,
            Weights = question.Weights,
        };
        var queries = question.Mechanisms.SelectMany(mechanism => mechanism == StartupMechanism.Disk && question.Weights != ByteCount.Zero
            ? [QueryOf(asked, mechanism, cachesWeights: false), QueryOf(asked, mechanism, cachesWeights: true)]
            : new[] { QueryOf(asked, mechanism, cachesWeights: false) });
        var onVolumes = question.Weights == ByteCount.Zero
            ? []
            : question.Mechanisms.Where(mechanism => mechanism is not (StartupMechanism.Disk or StartupMechanism.Sagemaker))
                .Select(mechanism => QueryOf(asked, mechanism, cachesWeights: true));
        return new(question, model.Rates, [.. queries.Concat(onVolumes).Select(query => new ColdStartOption(query, model.Estimate(query)))]);
    }

    /// <summary>The start by a mechanism: on a new instance, by disk on a running one with the image.</summary>
    /// <param name="asked">Type and sizes.</param>
    /// <param name="mechanism">The mechanism.</param>
    /// <param name="cachesWeights">Whether the weights are on a volume, by disk on the disk. A mechanism without volumes has them on one with a provisioned rate.</param>
    public static StartupQuery QueryOf(StartupQuery asked, StartupMechanism mechanism, bool cachesWeights)
    {
        var isDisk = mechanism == StartupMechanism.Disk;
        var isSnapshot = mechanism is StartupMechanism.SnapshotLazy or StartupMechanism.SnapshotRate or StartupMechanism.SnapshotFsr;
        return asked with
        {
            Mechanism = mechanism,
            NewInstance = !isDisk,
            ImageOnDisk = isDisk,
            WeightsOnDisk = isDisk && cachesWeights,
            WeightsVolume = isDisk || !cachesWeights ? null : isSnapshot ? mechanism : StartupMechanism.SnapshotRate,
        };
    }
}
