using Autoscaler.Contracts.Specs;

namespace Autoscaler.Decisions.Caching;

/// <summary>What the mechanism of an entry is chosen by.</summary>
public sealed record MechanismQuestion
{
    /// <summary>Bytes on the entry's volume.</summary>
    public required ByteCount Size { get; init; }

    /// <summary>The largest weights that are fetched beside it; a volume that is filled before they are costs no time.</summary>
    public required ByteCount WeightsBeside { get; init; }

    /// <summary>Whether the host reads all of the volume once it has booted, as it does weights; one that is filled before it is read costs no time.</summary>
    public bool IsReadThrough { get; init; }

    /// <summary>Launches an hour that restore it.</summary>
    public required double LaunchesPerHour { get; init; }

    /// <summary>Zones that launches go to, 1 or more.</summary>
    public required int Zones { get; init; }

    /// <summary>The instance type.</summary>
    public required InstanceTypeName Type { get; init; }

    /// <summary>Its price.</summary>
    public required UsdPerHour Price { get; init; }

    /// <summary>What a second of missing capacity costs, as a multiple of the instance's price a second.</summary>
    public required double WaitingCostRatio { get; init; }

    /// <summary>Whether the Region has fast restore for this entry: it has five, for those that launch most.</summary>
    public required bool MayRestoreFast { get; init; }

    /// <summary>What is left of the endpoint's budget for this entry, US dollars a month; null for no limit.</summary>
    public decimal? BudgetUsdPerMonth { get; init; }

    /// <summary>The mechanism so far; null before the first choice. Another one must be worth the change.</summary>
    public StartupMechanism? Present { get; init; }
}
