namespace Autoscaler.Contracts.Endpoints;

/// <summary>What must hold for a change to be made: so that nobody undoes what somebody else has just done.</summary>
/// <param name="ExpectedVersion">The version that the change was made from; null for whichever stands.</param>
/// <param name="MustBeAbsent">Whether there must be nothing yet.</param>
[GenerateSerializer, Alias("autoscaler.WriteCondition"), Immutable]
public readonly record struct WriteCondition([property: Id(0)] long? ExpectedVersion, [property: Id(1)] bool MustBeAbsent)
{
    /// <summary>Change whatever stands.</summary>
    public static WriteCondition None => default;

    /// <summary>Only from this version.</summary>
    public static WriteCondition Version(long version) => new(version, MustBeAbsent: false);

    /// <summary>Only where there is nothing.</summary>
    public static WriteCondition Absent => new(null, MustBeAbsent: true);

    /// <summary>Whether the condition holds.</summary>
    /// <param name="version">The version that stands; null where there is nothing.</param>
    public bool Holds(long? version) => (!MustBeAbsent || version is null) && (ExpectedVersion is not { } expected || expected == version);
}
