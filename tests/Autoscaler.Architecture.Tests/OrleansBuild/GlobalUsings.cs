namespace Autoscaler.Architecture.Tests.OrleansBuild;

/// <summary>The usings that a project's files all have: those of its SDK and its own.</summary>
internal static class GlobalUsings
{
    private static readonly ImmutableArray<string> Plain =
        ["System", "System.Collections.Generic", "System.IO", "System.Linq", "System.Net.Http", "System.Threading", "System.Threading.Tasks"];

    private static readonly ImmutableArray<string> Web =
    [
        .. Plain, "System.Net.Http.Json", "Microsoft.AspNetCore.Builder", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Http", "Microsoft.AspNetCore.Routing",
        "Microsoft.Extensions.Configuration", "Microsoft.Extensions.DependencyInjection", "Microsoft.Extensions.Hosting", "Microsoft.Extensions.Logging",
    ];

    public static string Of(ProjectFile project)
    {
        var names = (IsWeb(project) ? Web : Plain).ToList();
        foreach (var item in BuildItems.Of(project, "Using"))
        {
            if (item.Attribute("Remove")?.Value is { } removed)
            {
                names.Remove(removed);
            }
            else
            {
                var alias = item.Attribute("Alias")?.Value is { } name ? $"{name} = " : "";
                names.Add($"{(item.Attribute("Static")?.Value == "true" ? "static " : "")}{alias}{item.Attribute("Include")!.Value}");
            }
        }

        return string.Concat(names.Distinct().Select(static name => $"global using {name};\n"));
    }

    /// <summary>Whether the project is a web program.</summary>
    public static bool IsWeb(ProjectFile project) => project.Xml.Root!.Attribute("Sdk")?.Value == "Microsoft.NET.Sdk.Web";
}
