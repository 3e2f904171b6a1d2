using Autoscaler.Decisions.Specs;

namespace Autoscaler.Dashboard.Text;

/// <summary>Endpoints as addresses and people write them.</summary>
internal static class ShownEndpoint
{
    /// <summary>Reads <c>tenant/endpoint</c>; null where the text could be no endpoint's name.</summary>
    public static EndpointId? Parse(string? text) =>
        text?.Split('/') is [var tenant, var name] && NameSyntax.IsName(tenant) && NameSyntax.IsName(name) ? new EndpointId(new TenantId(tenant), name) : null;
}
