using System.Globalization;
using Autoscaler.Decisions.Specs;

namespace Autoscaler.Api.Calls;

/// <summary>A variable part of an address: what it means, and what it can be. Anything else is nothing's address.</summary>
/// <param name="Name">The part's name in patterns.</param>
/// <param name="Meaning">What it names.</param>
/// <param name="Pattern">What it looks like, as a regular expression of JSON schema.</param>
/// <param name="IsValid">Whether a text can be one.</param>
internal sealed record RouteName(string Name, string Meaning, string Pattern, Func<string, bool> IsValid)
{
    private const string NamePattern = "^[a-z0-9-]{1,63}$";

    public static readonly RouteName Tenant = new("tenant", "The tenant.", NamePattern, NameSyntax.IsName);
    public static readonly RouteName Endpoint = new("endpoint", "The endpoint's name within its tenant.", NamePattern, NameSyntax.IsName);
    public static readonly RouteName Component = new("component", "The component's name within its endpoint.", NamePattern, NameSyntax.IsName);
    public static readonly RouteName Digest = new("digest", "The image's digest.", "^sha256:[0-9a-f]{64}$", NameSyntax.IsDigest);
    public static readonly RouteName Ordinal = new("ordinal", "The slot's ordinal within its endpoint.", "^[0-9]{1,9}$", static text => IsNumber(text, 9));
    public static readonly RouteName Number = new("number", "The decision's number within its endpoint.", "^[0-9]{1,18}$", static text => IsNumber(text, 18));
    public static readonly RouteName KeyId = new("keyId", "The key's id.", "^[A-Za-z0-9]{12}$", static text => text.Length == Contracts.Clients.ApiToken.KeyIdLength && text.All(char.IsAsciiLetterOrDigit));

    private static readonly ImmutableDictionary<string, RouteName> All =
        new[] { Tenant, Endpoint, Component, Digest, Ordinal, Number, KeyId }.ToImmutableDictionary(static name => name.Name);

    /// <summary>The part of that name; null where patterns have none.</summary>
    public static RouteName? Find(string name) => All.GetValueOrDefault(name);

    private static bool IsNumber(string text, int maxDigits) => text.Length > 0 && text.Length <= maxDigits && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out _);
}
