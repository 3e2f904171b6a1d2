using Autoscaler.Contracts.Access;
using Autoscaler.Contracts.History;

namespace Autoscaler.Grains.Journal;

/// <summary>Begins the record of a change: who and when.</summary>
internal static class ChangeRecords
{
    private const string Platform = "platform";

    /// <summary>The record of an action, without what it was done to.</summary>
    public static ChangeRecord Of(Caller? caller, DateTimeOffset at, string action) => new()
    {
        At = at,
        KeyId = caller?.KeyId,
        Actor = caller?.Name ?? Platform,
        Action = action,
        Tenant = caller?.Tenant,
    };

    /// <summary>Who does something, as a person reads it.</summary>
    public static string Name(Caller? caller) => caller is null ? Platform : $"{caller.Name} ({caller.KeyId})";
}
