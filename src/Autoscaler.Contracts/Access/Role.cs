namespace Autoscaler.Contracts.Access;

/// <summary>What the holder of a key may do; each role may do what the ones before it may.</summary>
[GenerateSerializer, Alias("autoscaler.Role")]
public enum Role
{
    /// <summary>Looks.</summary>
    Viewer = 0,

    /// <summary>Also runs the fleet: puts endpoints and policies, overrides, pauses, activates, pushes demand.</summary>
    Operator = 1,

    /// <summary>Also deletes endpoints, and keeps tenants and keys.</summary>
    Admin = 2,
}
