using System.CommandLine;
using Autoscaler.Cli.Conventions;
using Autoscaler.Decisions.Specs;

namespace Autoscaler.Cli.Server;

/// <summary>What a command is about: everything, a tenant (<c>acme</c>), or an endpoint (<c>acme/chat</c>).</summary>
/// <param name="Tenant">The tenant; null for all.</param>
/// <param name="Endpoint">The endpoint; null for all of the tenant's.</param>
internal sealed record Scope(TenantId? Tenant, EndpointId? Endpoint)
{
    public static Scope All { get; } = new(null, null);

    /// <summary>The argument, where it may be left out.</summary>
    public static Argument<string?> Argument(string description) => new("TENANT[/ENDPOINT]") { Description = description, Arity = ArgumentArity.ZeroOrOne };

    /// <summary>The argument, where one endpoint is meant.</summary>
    public static Argument<string> EndpointArgument() => new("TENANT/ENDPOINT") { Description = "The endpoint." };

    /// <summary>Reads the argument; null is everything.</summary>
    public static Scope Read(string? text, OptionErrors errors)
    {
        if (text is null)
        {
            return All;
        }

        var parts = text.Split('/');
        if (parts.Length > 2 || !parts.All(NameSyntax.IsName))
        {
            errors.Add(new OptionError("TENANT[/ENDPOINT]", $"one or two names with a slash between them, each of {NameSyntax.NameRule}", text));
            return All;
        }

        var tenant = new TenantId(parts[0]);
        return new Scope(tenant, parts.Length == 2 ? new EndpointId(tenant, parts[1]) : null);
    }

    /// <summary>Reads the argument of a command about one endpoint.</summary>
    public static EndpointId ReadEndpoint(string? text, OptionErrors errors)
    {
        if (text?.Split('/') is [var tenant, var name] && NameSyntax.IsName(tenant) && NameSyntax.IsName(name))
        {
            return new EndpointId(new TenantId(tenant), name);
        }

        errors.Add(new OptionError("TENANT/ENDPOINT", $"two names with a slash between them, each of {NameSyntax.NameRule}", text));
        return default;
    }
}
