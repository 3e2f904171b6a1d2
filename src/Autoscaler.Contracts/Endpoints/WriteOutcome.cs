namespace Autoscaler.Contracts.Endpoints;

/// <summary>What came of a change.</summary>
[GenerateSerializer, Alias("autoscaler.WriteOutcome")]
public enum WriteOutcome
{
    /// <summary>It stood already; nothing was written.</summary>
    Unchanged = 0,

    /// <summary>It is there now, and was not.</summary>
    Created = 1,

    /// <summary>It is another now.</summary>
    Changed = 2,

    /// <summary>Something is wrong with it; the errors say what.</summary>
    Refused = 3,

    /// <summary>The condition does not hold: somebody else has changed it, or it is there already.</summary>
    Conflict = 4,

    /// <summary>There is nothing to change.</summary>
    Absent = 5,
}
