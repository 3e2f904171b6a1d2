using Autoscaler.Cli.Conventions;
using Autoscaler.Decisions.Specs;

namespace Autoscaler.Cli.Server;

/// <summary>Reads the name of a tenant.</summary>
internal static class TenantArgument
{
    /// <summary>The tenant; null where there is none, or an error.</summary>
    public static TenantId? Read(string? text, string name, OptionErrors errors)
    {
        if (text is null || NameSyntax.IsName(text))
        {
            return text is null ? null : new TenantId(text);
        }

        errors.Add(new OptionError(name, NameSyntax.NameRule, text));
        return null;
    }
}
