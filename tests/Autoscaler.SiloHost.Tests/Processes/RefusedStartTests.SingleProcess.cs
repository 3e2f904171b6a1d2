using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Autoscaler.Cloud.Simulated.Calls;
using Autoscaler.SiloHost.Clouds;
using Microsoft.Data.Sqlite;

namespace Autoscaler.SiloHost.Tests.Processes;

/// <summary>What the program cannot use it leaves as it is, says what it is, and ends.</summary>
public sealed class RefusedStartTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("silo-host-refused");

    [Theory]
    [InlineData("grains.db", "expected a whole database; found a damaged one (")]
    [InlineData("journal.db", "expected a whole database; found a damaged one (")]
    [InlineData("cloud.db", "expected a whole database; found a damaged one (")]
    [InlineData("clock.json", "expected when the folder's clock began; found something else.")]
    [InlineData("demo.json", "expected when the demo's traffic began; found something else.")]
    public async Task Run_AFileOfSomethingElse_EndsWith1AndLeavesIt(string file, string message)
    {
        await File.WriteAllTextAsync(PathOf(file), new string('x', 20_000));

        await AssertRefusedAsync(1, $"{PathOf(file)}: {message}");
    }

    [Theory]
    [InlineData("grains.db")]
    [InlineData("journal.db")]
    [InlineData("cloud.db")]
    public async Task Run_ADatabaseWithADamagedPage_EndsWith1AndLeavesIt(string file)
    {
        using (var connection = new SqliteConnection($"Data Source={PathOf(file)};Pooling=False"))
        {
            connection.Open();
            using var fill = connection.CreateCommand();
            fill.CommandText = "CREATE TABLE some (id INTEGER PRIMARY KEY, body TEXT); WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000) INSERT INTO some SELECT i, hex(i) || printf('%.200c', 'y') FROM n";
            fill.ExecuteNonQuery();
        }

        using (var stream = new FileStream(PathOf(file), FileMode.Open, FileAccess.ReadWrite))
        {
            stream.Position = stream.Length / 2 / 4096 * 4096;
            stream.Write(new byte[4096]);
        }

        await AssertRefusedAsync(1, $"{PathOf(file)}: expected a whole database; found a damaged one (");
    }

    [Fact]
    public async Task Run_ACallThatNobodyKnows_EndsWith1AndSaysWhichRow()
    {
        using (var log = new CloudLogFile(PathOf("cloud.db"), 1))
        {
            log.Append(DateTimeOffset.UnixEpoch, new CloudCall.Terminate(new InstanceId("i-1")));
        }

        using (var connection = new SqliteConnection($"Data Source={PathOf("cloud.db")};Pooling=False"))
        {
            connection.Open();
            using var damage = connection.CreateCommand();
            damage.CommandText = "UPDATE cloud_call SET body = '{\"call\":\"fly\"}'";
            damage.ExecuteNonQuery();
        }

        await AssertRefusedAsync(1, "cloud.db: expected a call of the simulated cloud in row 1; found something else (");
    }

    [Fact]
    public async Task Run_AnotherSeed_EndsWith1()
    {
        new CloudLogFile(PathOf("cloud.db"), 7).Dispose();

        await AssertRefusedAsync(1, "cloud.db: expected a cloud of seed 1 (--seed); found one of seed 7.");
    }

    [Fact]
    public async Task Run_AFullDisk_EndsWith1AndChangesNothing()
    {
        File.CreateSymbolicLink(PathOf("room.probe"), "/dev/full");

        await AssertRefusedAsync(1, $"{_folder.FullName}: expected room for 1 MB; found less (");
    }

    [Fact]
    public async Task Run_APortInUse_EndsWith2AndChangesNothing()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();

        await AssertRefusedAsync(2, "--urls: expected an address that this program can listen on (", $"http://127.0.0.1:{((IPEndPoint)other.LocalEndpoint).Port}");
    }

    [Fact]
    public async Task Run_AFolderInUse_EndsWith2AndChangesNothing()
    {
        StateFolder.TryHold(_folder.FullName, out var held);
        using (held)
        {
            await AssertRefusedAsync(2, "--data: expected a folder that no other process uses now; found ");
        }
    }

    private async Task AssertRefusedAsync(int exitCode, string message, string url = "http://127.0.0.1:0")
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var before = Checksums();

        var exit = await SiloHostProgram.RunAsync(["--data", _folder.FullName, "--urls", url], output, error, TimeProvider.System);

        Assert.Contains(message, error.ToString(), StringComparison.Ordinal);
        Assert.Equal(exitCode, exit);
        Assert.DoesNotContain("   at ", error.ToString(), StringComparison.Ordinal);
        Assert.Equal(before, Checksums());
    }

    private List<string> Checksums() =>
    [
        .. _folder.EnumerateFiles().Where(static file => file.LinkTarget is null && file.Extension is ".db" or ".json").OrderBy(static file => file.Name, StringComparer.Ordinal)
            .Select(static file => $"{file.Name} {Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file.FullName)))}"),
    ];

    private string PathOf(string file) => Path.Combine(_folder.FullName, file);

    public void Dispose() => _folder.Delete(recursive: true);
}
