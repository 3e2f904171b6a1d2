using Autoscaler.Contracts.Access;

namespace Autoscaler.Api.Access;

/// <summary>Who may use a route.</summary>
/// <param name="Role">The least role.</param>
/// <param name="IsOfPlatform">Whether it does not exist for a tenant's key.</param>
internal sealed record RouteAccess(Role Role, bool IsOfPlatform);
