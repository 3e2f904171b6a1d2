using System.Text;

namespace Orleans.SingleProcess.Generator;

/// <summary>Names in generated code.</summary>
internal static class GeneratedNames
{
    /// <summary>An assembly's own namespace: an assembly that sees another's internal types must not find two manifests of one name.</summary>
    public static string Namespace(string assemblyName) => "OrleansGenerated." + Identifier(assemblyName);

    /// <summary>An identifier made from a name; two names may give the same one only if they differ in punctuation alone.</summary>
    public static string Identifier(string name)
    {
        var text = new StringBuilder("_", name.Length + 1);
        foreach (var character in name)
        {
            text.Append(char.IsLetterOrDigit(character) ? character : '_');
        }

        return text.ToString();
    }
}
