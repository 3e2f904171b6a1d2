using System.CommandLine;
using Autoscaler.Cli.Conventions;

namespace Autoscaler.Cli.Server;

/// <summary>The options of commands that speak to a server. What a flag does not say the environment does, then the configuration file.</summary>
internal sealed class ConnectionOptions
{
    public const string ServerVariable = "AUTOSCALER_SERVER";
    public const string KeyVariable = "AUTOSCALER_KEY";
    public const string FileVariable = "AUTOSCALER_CONFIG";

    private const string ServerFlag = "--server";
    private const string KeyFlag = "--key";
    private const string FileFlag = "--config";
    private const string DefaultServer = "http://127.0.0.1:5080";

    private readonly Option<string?> _server = new(ServerFlag, "-s") { Description = $"The server's address. Default: {ServerVariable}, the configuration file, {DefaultServer}." };
    private readonly Option<string?> _key = new(KeyFlag) { Description = $"The key; better in {KeyVariable} or the configuration file, where no list of processes shows it." };
    private readonly Option<string?> _config = new(FileFlag) { Description = $"The configuration file, with 'server' and 'key'. Default: {FileVariable}, {ConnectionFile.DefaultPath}." };

    /// <summary>Gives a command the options.</summary>
    public static ConnectionOptions AddTo(Command command)
    {
        var options = new ConnectionOptions();
        command.Options.Add(options._server);
        command.Options.Add(options._key);
        command.Options.Add(options._config);
        return options;
    }

    /// <summary>The connection; null where something is wrong with it.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="variable">Reads the environment.</param>
    /// <param name="errors">Gets everything that is wrong, with where it was said.</param>
    public Connection? Read(ParseResult parsed, Func<string, string?> variable, OptionErrors errors)
    {
        var named = First((FileFlag, parsed.GetValue(_config)), (FileVariable, OfEnvironment(FileVariable)));
        var path = named?.Text ?? ConnectionFile.DefaultPath;
        var (fileServer, fileKey) = named is not null || File.Exists(path) ? ConnectionFile.Read(path, errors) : (null, null);
        var server = First((ServerFlag, parsed.GetValue(_server)), (ServerVariable, OfEnvironment(ServerVariable)), ($"{path}: server", fileServer)) ?? (ServerFlag, DefaultServer);
        var key = First((KeyFlag, parsed.GetValue(_key)), (KeyVariable, OfEnvironment(KeyVariable)), ($"{path}: key", fileKey));
        var address = ReadAddress(server, errors);
        if (key is { } given && !IsSendable(given.Text))
        {
            // Nothing of it is shown: it is a secret with a slip of the hand.
            errors.Add(new OptionError(given.Source, "a key, as asp_… or ast_…, of visible characters alone", null) { FoundText = given.Text.Length == 0 ? "nothing" : "others" });
        }

        return address is not null && errors.IsEmpty ? new Connection(address, key?.Text) : null;

        string? OfEnvironment(string name) => variable(name) is { Length: > 0 } text ? text : null;
    }

    // The notice of a server that starts shows its address with the version's path behind it; and a server may stand behind a path of a proxy's.
    private static Uri? ReadAddress((string Source, string Text) server, OptionErrors errors)
    {
        if (Uri.TryCreate(server.Text, UriKind.Absolute, out var address) && address is { Scheme: "http" or "https", Query: "", Fragment: "", UserInfo: "" })
        {
            var path = address.AbsolutePath.TrimEnd('/');
            path = path.EndsWith(ApiPaths.Root, StringComparison.Ordinal) ? path[..^ApiPaths.Root.Length] : path;
            return new UriBuilder(address) { Path = $"{path}/" }.Uri;
        }

        errors.Add(new OptionError(server.Source, $"an http or https address, as {DefaultServer}", server.Text));
        return null;
    }

    private static bool IsSendable(string key) => key.Length > 0 && key.All(static character => character is > ' ' and <= '~');

    private static (string Source, string Text)? First(params ReadOnlySpan<(string Source, string? Text)> said)
    {
        foreach (var (source, text) in said)
        {
            if (text is not null)
            {
                return (source, text);
            }
        }

        return null;
    }
}
