using System.Globalization;
using System.Text;
using Autoscaler.Contracts.Access;
using Autoscaler.Contracts.Endpoints;

namespace Autoscaler.Grains.Access;

/// <summary>What a key must be.</summary>
internal static class KeyRules
{
    private const int MaxNameLength = 100;

    private static readonly TimeSpan ShortestLifetime = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LongestLifetime = TimeSpan.FromDays(3650);

    /// <summary>Everything that is wrong with a request; empty if nothing is.</summary>
    /// <param name="request">The request.</param>
    /// <param name="caller">Who asks; null for the platform.</param>
    /// <param name="inForce">Keys that are in force already.</param>
    public static ImmutableArray<SpecError> Validate(KeyRequest request, Caller? caller, int inForce)
    {
        var errors = ImmutableArray.CreateBuilder<SpecError>();
        errors.AddRange(ValidateName(request.Name));
        if (!Enum.IsDefined(request.Role))
        {
            errors.Add(new SpecError("role", "viewer, operator or admin", ((int)request.Role).ToString(CultureInfo.InvariantCulture)));
        }
        else if (caller is not null && request.Role > caller.Role)
        {
            errors.Add(new SpecError("role", $"at most the caller's own, {Text(caller.Role)}", Text(request.Role)));
        }

        if (request.Lifetime is { } lifetime && (lifetime < ShortestLifetime || lifetime > LongestLifetime))
        {
            errors.Add(new SpecError("for", "1 min to 3,650 days", lifetime.ToString("c", CultureInfo.InvariantCulture)));
        }

        if (inForce >= KeyRingState.MaxInForce)
        {
            errors.Add(new SpecError("keys", $"at most {KeyRingState.MaxInForce} keys in force; revoke one first", "one more"));
        }

        return errors.ToImmutable();
    }

    /// <summary>What is wrong with a name; empty if nothing is.</summary>
    public static ImmutableArray<SpecError> ValidateName(string? name)
    {
        const string Rule = "1 to 100 printable characters, no space at either end";
        if (name is null or { Length: 0 or > MaxNameLength })
        {
            return [new SpecError("name", Rule, name is { Length: > 0 } ? $"{name.Length} characters" : "nothing")];
        }

        foreach (var rune in name.EnumerateRunes())
        {
            if (!IsPrintable(rune))
            {
                return [new SpecError("name", Rule, string.Create(CultureInfo.InvariantCulture, $"the character U+{rune.Value:X4}"))];
            }
        }

        return name[0] == ' ' || name[^1] == ' ' ? [new SpecError("name", Rule, $"'{name}'")] : [];
    }

    public static SpecError NoTenant(TenantId tenant) => new("tenant", "a tenant that there is", $"'{tenant}'");

    /// <summary>A role as the API writes it.</summary>
    public static string Text(Role role) => role switch
    {
        Role.Viewer => "viewer",
        Role.Operator => "operator",
        Role.Admin => "admin",
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    // Half a pair of surrogates is read as the replacement character.
    private static bool IsPrintable(Rune rune) => rune != Rune.ReplacementChar && (rune.Value == ' ' || Rune.GetUnicodeCategory(rune) is not
        (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned
        or UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator));
}
