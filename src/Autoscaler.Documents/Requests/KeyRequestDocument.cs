using Autoscaler.Contracts.Access;

namespace Autoscaler.Documents.Requests;

/// <summary>A key to be made, as a request says it: <c>{ "name": "ci", "role": "operator", "for": "720h" }</c>. Without <c>for</c> it is accepted until it is revoked.</summary>
public static class KeyRequestDocument
{
    /// <summary>What a role can be.</summary>
    public const string RoleRule = "viewer, operator or admin";

    /// <summary>Reads a JSON text in UTF-8.</summary>
    /// <param name="utf8">The text.</param>
    /// <param name="file">The name that errors give.</param>
    public static DocumentResult<KeyRequest> Parse(ReadOnlyMemory<byte> utf8, string file) => JsonBody.Read(
        utf8, file, "a key to be made, in JSON", static (fields, _) => new KeyRequest(
            fields.Text("name", "what the key is for"), fields.RequiredWord("role", RoleRule, FindRole), fields.OptionalDuration("for")));

    private static Role? FindRole(string word) => word switch
    {
        "viewer" => Role.Viewer,
        "operator" => Role.Operator,
        "admin" => Role.Admin,
        _ => null,
    };
}
