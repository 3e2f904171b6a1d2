using System.Text.Json;

namespace Autoscaler.Cli.Conventions;

/// <summary>How a case of an enumeration is written.</summary>
internal static class CaseName
{
    /// <summary>In kebab case, as <c>scale-out</c>.</summary>
    public static string Of<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());
}
