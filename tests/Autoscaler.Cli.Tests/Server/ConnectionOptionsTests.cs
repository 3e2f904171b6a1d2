using System.CommandLine;
using Autoscaler.Cli.Conventions;
using Autoscaler.Cli.Server;

namespace Autoscaler.Cli.Tests.Server;

public sealed class ConnectionOptionsTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("cli-connection");
    private readonly Dictionary<string, string> _variables = [];
    private readonly OptionErrors _errors = new();

    public ConnectionOptionsTests() => WriteFile("server: https://of-the-file:1\nkey: asp_of_the_file\n");

    private string FilePath => Path.Combine(_folder.FullName, "config.yaml");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Read_FileEnvironmentAndFlags_TheFlagsWin()
    {
        _variables[ConnectionOptions.FileVariable] = FilePath;
        Assert.Equal(("https://of-the-file:1/", "asp_of_the_file"), Read());

        _variables[ConnectionOptions.ServerVariable] = "http://of-the-environment:2";
        _variables[ConnectionOptions.KeyVariable] = "asp_of_the_environment";
        Assert.Equal(("http://of-the-environment:2/", "asp_of_the_environment"), Read());

        Assert.Equal(("http://of-the-flag:3/", "asp_of_the_environment"), Read("--server", "http://of-the-flag:3"));
        Assert.Equal(("http://of-the-flag:3/", "asp_of_the_flag"), Read("-s", "http://of-the-flag:3", "--key", "asp_of_the_flag"));
    }

    [Fact]
    public void Read_EachValueFromWhereItIsSaid_FilesTheOther()
    {
        _variables[ConnectionOptions.KeyVariable] = "asp_of_the_environment";

        Assert.Equal(("https://of-the-file:1/", "asp_of_the_environment"), Read("--config", FilePath));
    }

    [Fact]
    public void Read_AFileOfTheFlagAndOneOfTheEnvironment_TheFlagWins()
    {
        _variables[ConnectionOptions.FileVariable] = "/no/such/file";

        Assert.Equal(("https://of-the-file:1/", "asp_of_the_file"), Read("--config", FilePath));
    }

    [Fact]
    public void Read_AnEmptyVariable_SaysNothing()
    {
        _variables[ConnectionOptions.FileVariable] = FilePath;
        _variables[ConnectionOptions.ServerVariable] = "";
        _variables[ConnectionOptions.KeyVariable] = "";

        Assert.Equal(("https://of-the-file:1/", "asp_of_the_file"), Read());
    }

    [Theory]
    [InlineData("http://host:5080", "http://host:5080/")]
    [InlineData("http://host:5080/", "http://host:5080/")]
    [InlineData("http://host:5080/v1", "http://host:5080/")]
    [InlineData("http://host:5080/v1/", "http://host:5080/")]
    [InlineData("https://host/platform/scaling", "https://host/platform/scaling/")]
    public void Read_AnAddress_IsWhatTheApisAddressesBeginWith(string text, string address) => Assert.Equal(address, Read("--server", text).Server);

    [Theory]
    [InlineData("localhost:5080")]
    [InlineData("host")]
    [InlineData("ftp://host")]
    [InlineData("http://host/?a=b")]
    [InlineData("http://me:secret@host")]
    [InlineData("")]
    public void Read_NoAddress_IsRefusedWithWhereItWasSaid(string text)
    {
        Read("--server", text);
        _variables[ConnectionOptions.ServerVariable] = "nowhere";
        Read();
        WriteFile("server: nowhere");
        _variables.Remove(ConnectionOptions.ServerVariable);
        Read("--config", FilePath);

        Assert.Equal(
            [
                $"--server: expected an http or https address, as http://127.0.0.1:5080; found '{text}'",
                "AUTOSCALER_SERVER: expected an http or https address, as http://127.0.0.1:5080; found 'nowhere'",
                $"{FilePath}: server: expected an http or https address, as http://127.0.0.1:5080; found 'nowhere'",
            ],
            _errors.Lines);
    }

    [Theory]
    [InlineData("asp_a\nX-Header: b")]
    [InlineData("asp_schlüssel")]
    [InlineData("Bearer asp_a")]
    public void Read_AKeyThatNoHeaderCarries_IsRefusedWithoutBeingShown(string key)
    {
        _variables[ConnectionOptions.KeyVariable] = key;
        Read("--config", FilePath);

        Assert.Equal("AUTOSCALER_KEY: expected a key, as asp_… or ast_…, of visible characters alone; found others", Assert.Single(_errors.Lines));
    }

    [Fact]
    public void Read_AFileThatIsWrong_TellsAllOfItAtOnceWithItsPlaces()
    {
        WriteFile("sever: http://host\nkey: [a]\n3: x\nserver:\n");

        Read("--config", FilePath, "--key", "");

        Assert.Equal(
            [
                $"{FilePath}:1:1: expected the key 'server' or 'key'; found 'sever'",
                $"{FilePath}:2:1: key: expected a text; found something else",
                $"{FilePath}:3:1: expected the key 'server' or 'key'; found '3'",
                $"{FilePath}:4:1: server: expected a text; found nothing",
                "--key: expected a key, as asp_… or ast_…, of visible characters alone; found nothing",
            ],
            _errors.Lines);
    }

    [Theory]
    [InlineData("", "found an empty file")]
    [InlineData("- a", "found something else")]
    [InlineData("a: b\n---\nc: d", "found several documents")]
    [InlineData("server: 'http://host", "config.yaml:1:")]
    [InlineData("server: a\nserver: b", "config.yaml:2:")]
    public void Read_AFileOfAnotherForm_IsRefused(string text, string told)
    {
        WriteFile(text);

        Read("--config", FilePath);

        Assert.Contains(told, Assert.Single(_errors.Lines), StringComparison.Ordinal);
    }

    [Fact]
    public void Read_ANamedFileThatIsNotThere_IsRefused()
    {
        _variables[ConnectionOptions.FileVariable] = "/no/such/file.yaml";
        Read();

        Assert.StartsWith("/no/such/file.yaml: expected a file that can be read; found ", Assert.Single(_errors.Lines), StringComparison.Ordinal);
    }

    [Fact]
    public void ToString_WithAKey_ShowsTheServerAlone() => Assert.Equal("http://host:1", new Connection(new Uri("http://host:1/"), "asp_secret").ToString());

    private void WriteFile(string text) => File.WriteAllText(FilePath, text);

    private (string? Server, string? Key) Read(params string[] args)
    {
        var command = new Command("any");
        var options = ConnectionOptions.AddTo(command);
        var connection = options.Read(command.Parse(args), _variables.GetValueOrDefault, _errors);
        return (connection?.Server.ToString(), connection?.Key);
    }
}
