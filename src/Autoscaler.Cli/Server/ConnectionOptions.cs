using System.CommandLine;
using Autoscaler.Cli.Conventions;

namespace Autoscaler.Cli.Server;

/// <summary>The options of commands that speak to a server. What a flag does not say the environment does, then the configuration file.</summary>
internal sealed class ConnectionOptions
{
    public const string ServerVariable = "AUTOSCALER_SERVER";
    public const string KeyVariable = "AUTOSCALER_KEY";
    public const string FileVariable = "AUTOSCALER_CONFIG";

    private const string DefaultServer = "http://127.0.0.1:5080";

    private readonly Option<string?> _server = new("--server", "-s") { Description = $"The server's address. Default: {ServerVariable}, the configuration file, {DefaultServer}." };
    private readonly Option<string?> _key = new("--key") { Description = $"The key; better in {KeyVariable} or the configuration file, where no list of processes shows it." };
    private readonly Option<string?> _config = new("--config") { Description = $"The configuration file, with 'server' and 'key'. Default: {FileVariable}, {ConnectionFile.DefaultPath}." };

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
    public Connection? Read(ParseResult parsed, List<OptionError> errors)
    {
        var named = parsed.GetValue(_config) ?? Variable(FileVariable);
        var file = named ?? ConnectionFile.DefaultPath;
        var (fileServer, fileKey) = named is not null || File.Exists(file) ? ConnectionFile.Read(file, errors) : (null, null);
        var server = parsed.GetValue(_server) ?? Variable(ServerVariable) ?? fileServer ?? DefaultServer;
        var key = parsed.GetValue(_key) ?? Variable(KeyVariable) ?? fileKey;
        if (!Uri.TryCreate(server, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
        {
            errors.Add(new OptionError("--server", $"an http or https address, as {DefaultServer}", server));
            return null;
        }

        return errors.Count == 0 ? new Connection(address, key) : null;
    }

    private static string? Variable(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
