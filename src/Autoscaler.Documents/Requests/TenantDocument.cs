using Autoscaler.Contracts.Tenants;

namespace Autoscaler.Documents.Requests;

/// <summary>What a tenant may have, as a request says it: <c>{ "maxEndpoints": 100 }</c>. What is left out has its default.</summary>
public static class TenantDocument
{
    /// <summary>Reads a JSON text in UTF-8.</summary>
    /// <param name="utf8">The text.</param>
    /// <param name="file">The name that errors give.</param>
    public static DocumentResult<TenantSpec> Parse(ReadOnlyMemory<byte> utf8, string file) => JsonBody.Read(
        utf8, file, "what a tenant may have, in JSON", static (fields, _) => new TenantSpec { MaxEndpoints = fields.Integer("maxEndpoints", new TenantSpec().MaxEndpoints) });
}
