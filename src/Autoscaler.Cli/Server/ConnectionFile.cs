using Autoscaler.Cli.Conventions;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Autoscaler.Cli.Server;

/// <summary>The configuration file: <c>server</c> and <c>key</c>, in YAML.</summary>
internal static class ConnectionFile
{
    private const string ServerKey = "server";
    private const string KeyKey = "key";

    /// <summary>Where it is if nobody says: <c>autoscaler/config.yaml</c> in the user's folder of configuration.</summary>
    public static string DefaultPath => Path.Combine(
        Environment.GetFolderPath(Environment.SpecialFolder.ApplicationData, Environment.SpecialFolderOption.DoNotVerify), "autoscaler", "config.yaml");

    /// <summary>Reads the file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="errors">Gets everything that is wrong.</param>
    public static (string? Server, string? Key) Read(string path, OptionErrors errors)
    {
        try
        {
            using var reader = new StreamReader(path);
            var yaml = new YamlStream();
            yaml.Load(reader);
            return yaml.Documents is [{ RootNode: YamlMappingNode fields }]
                ? Read(path, fields, errors)
                : Refuse(path, "one YAML mapping with the keys 'server' and 'key'", yaml.Documents.Count switch { 0 => "an empty file", 1 => "something else", _ => "several documents" }, errors);
        }
        catch (YamlException e)
        {
            return Refuse($"{path}:{e.End.Line}:{e.End.Column}", "well-formed YAML", $"this: {e.Message.TrimEnd('.')}", errors);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Refuse(path, "a file that can be read", e.Message, errors);
        }
    }

    private static (string? Server, string? Key) Read(string path, YamlMappingNode fields, OptionErrors errors)
    {
        var known = new Dictionary<string, string?> { [ServerKey] = null, [KeyKey] = null };
        foreach (var (name, value) in fields.Children)
        {
            var place = $"{path}:{name.Start.Line}:{name.Start.Column}";
            if (name is not YamlScalarNode { Value: { } key } || !known.ContainsKey(key))
            {
                Refuse(place, "the key 'server' or 'key'", $"'{name}'", errors);
            }
            else if (value is YamlScalarNode { Value: { Length: > 0 } text })
            {
                known[key] = text;
            }
            else
            {
                Refuse($"{place}: {key}", "a text", value is YamlScalarNode ? "nothing" : "something else", errors);
            }
        }

        return (known[ServerKey], known[KeyKey]);
    }

    private static (string? Server, string? Key) Refuse(string place, string expected, string found, OptionErrors errors)
    {
        errors.Add(new OptionError(place, expected, null) { FoundText = found });
        return (null, null);
    }
}
