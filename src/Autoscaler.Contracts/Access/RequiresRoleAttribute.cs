namespace Autoscaler.Contracts.Access;

/// <summary>
/// The least role that may call a method of a grain on somebody's behalf. A method without it is for grains and the platform alone. Which tenant it concerns follows from
/// the grain's key.
/// </summary>
/// <param name="role">The least role.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class RequiresRoleAttribute(Role role) : Attribute
{
    /// <summary>The least role.</summary>
    public Role Role => role;

    /// <summary>Whether only a key of the platform may, although the grain is a tenant's. Default false.</summary>
    public bool OfPlatform { get; init; }
}
