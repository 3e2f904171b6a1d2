using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace Autoscaler.Cloud.Aws.Tests.Kit;

/// <summary>dynalite, a DynamoDB of other people's making, in a process of its own on a port that the system chose.</summary>
public sealed class Dynalite : IAsyncLifetime
{
    private const string Announcement = "listening on ";
    private static readonly TimeSpan StartDeadline = TimeSpan.FromSeconds(60);

    private Process? _process;

    /// <summary>Where it listens.</summary>
    public Uri Address { get; private set; } = new("http://127.0.0.1:0");

    /// <summary>Why its tests are skipped; null where they run, as they must in CI.</summary>
    public static string? SkipReason { get; } = Directory.Exists(Path.Combine(Folder(), "node_modules", "dynalite")) || Environment.GetEnvironmentVariable("CI") == "true"
        ? null
        : "dynalite is not installed; get it with: npm ci --ignore-scripts --prefix tests/Autoscaler.Cloud.Aws.Tests/dynalite";

    public async Task InitializeAsync()
    {
        if (SkipReason is not null)
        {
            return;
        }

        var start = new ProcessStartInfo("node", "start.js") { WorkingDirectory = Folder(), RedirectStandardOutput = true, UseShellExecute = false };
        _process = Process.Start(start)!;
        string? line;
        try
        {
            line = await _process.StandardOutput.ReadLineAsync().WaitAsync(StartDeadline, TimeProvider.System);
        }
        catch (TimeoutException e)
        {
            throw new InvalidOperationException($"dynalite: expected '{Announcement}…' within {StartDeadline:c}; found nothing.", e);
        }

        Address = line?.StartsWith(Announcement, StringComparison.Ordinal) == true
            ? new Uri($"http://127.0.0.1:{int.Parse(line[Announcement.Length..], CultureInfo.InvariantCulture)}")
            : throw new InvalidOperationException($"dynalite: expected '{Announcement}…'; found '{line}'. Is node there, and was npm ci run?");
    }

    public Task DisposeAsync()
    {
        if (_process is { } process)
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
                process.WaitForExit();
            }

            process.Dispose();
        }

        return Task.CompletedTask;
    }

    private static string Folder([CallerFilePath] string path = "") => Path.Combine(Path.GetDirectoryName(path)!, "..", "dynalite");
}

/// <summary>A test against dynalite, skipped where it is not installed unless in CI.</summary>
public sealed class DynaliteFactAttribute : FactAttribute
{
    public DynaliteFactAttribute() => Skip = Dynalite.SkipReason;
}
