using System.Diagnostics;

namespace Autoscaler.Cloud.Aws.Tests.Kit;

/// <summary>
/// moto, an AWS server of other people's making, in a process of its own on a port that the system chose. It is up when it has said so, and gone with the fixture.
/// Tests of one collection share it: each names a tenant of its own, or resets it first.
/// </summary>
public sealed class MotoServer : IAsyncLifetime, IDisposable
{
    /// <summary>The program, and where it comes from.</summary>
    public const string Program = "moto_server";

    private const string Announcement = "Running on ";
    private static readonly TimeSpan StartDeadline = TimeSpan.FromSeconds(60);

    private readonly Queue<string> _said = new();
    private readonly TaskCompletionSource<Uri> _address = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Process? _process;

    /// <summary>Where it listens, as <c>http://127.0.0.1:40000</c>.</summary>
    public Uri Address { get; private set; } = new("http://127.0.0.1:0");

    /// <summary>Whether the program is on the path.</summary>
    public static bool IsInstalled { get; } = (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(Path.PathSeparator)
        .Any(static folder => File.Exists(Path.Combine(folder, Program)) || File.Exists(Path.Combine(folder, Program + ".exe")));

    /// <summary>Why its tests are skipped; null where they run, as they must in CI.</summary>
    public static string? SkipReason { get; } = IsInstalled || Environment.GetEnvironmentVariable("CI") == "true"
        ? null
        : $"{Program} is not on the path; get it with: pip install 'moto[server]==5.2.1' (Python 3.11).";

    public async Task InitializeAsync()
    {
        if (SkipReason is not null)
        {
            return;
        }

        var start = new ProcessStartInfo(Program, ["-H", "127.0.0.1", "-p", "0"]) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        // Credentials of the person who runs the tests have no business there.
        start.Environment["AWS_ACCESS_KEY_ID"] = "testing";
        start.Environment["AWS_SECRET_ACCESS_KEY"] = "testing";
        _process = new Process { StartInfo = start, EnableRaisingEvents = true };
        _process.OutputDataReceived += (_, line) => Hear(line.Data);
        _process.ErrorDataReceived += (_, line) => Hear(line.Data);
        _process.Exited += (_, _) => _address.TrySetException(new InvalidOperationException($"{Program} ended before it listened: {string.Join(' ', LastSaid())}"));
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        try
        {
            Address = await _address.Task.WaitAsync(StartDeadline, TimeProvider.System);
        }
        catch (TimeoutException e)
        {
            throw new InvalidOperationException($"{Program}: expected '{Announcement}…' within {StartDeadline:c}; found: {string.Join(' ', LastSaid())}", e);
        }
    }

    /// <summary>Forgets everything that was made on it.</summary>
    public async Task ResetAsync(CancellationToken cancellationToken)
    {
        using var client = new HttpClient { BaseAddress = Address };
        using var answer = await client.PostAsync(new Uri("/moto-api/reset", UriKind.Relative), null, cancellationToken);
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>Makes an instance profile, which launches name.</summary>
    // By hand, for want of a client for IAM: made twice it is refused, and is there all the same.
    public async Task CreateInstanceProfileAsync(string name, CancellationToken cancellationToken)
    {
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, Address);
        request.Headers.TryAddWithoutValidation("Authorization", "AWS4-HMAC-SHA256 Credential=AKIATESTING/20261127/us-east-1/iam/aws4_request, SignedHeaders=host, Signature=0");
        request.Content = new FormUrlEncodedContent([new("Action", "CreateInstanceProfile"), new("Version", "2010-05-08"), new("InstanceProfileName", name)]);
        using var answer = await client.SendAsync(request, cancellationToken);
        Assert.True(answer.IsSuccessStatusCode || answer.StatusCode == System.Net.HttpStatusCode.Conflict, await answer.Content.ReadAsStringAsync(cancellationToken));
    }

    public Task DisposeAsync()
    {
        Dispose();
        return Task.CompletedTask;
    }

    public void Dispose()
    {
        if (_process is { } process)
        {
            _process = null;
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
                process.WaitForExit();
            }

            process.Dispose();
        }
    }

    // It writes a line for each request: the latest few are kept, for the message of a start that fails.
    private void Hear(string? line)
    {
        if (line is null)
        {
            return;
        }

        lock (_said)
        {
            _said.Enqueue(line);
            while (_said.Count > 20)
            {
                _said.Dequeue();
            }
        }

        var at = line.IndexOf(Announcement, StringComparison.Ordinal);
        if (at >= 0 && Uri.TryCreate(line[(at + Announcement.Length)..].Trim(), UriKind.Absolute, out var address))
        {
            _address.TrySetResult(address);
        }
    }

    private string[] LastSaid()
    {
        lock (_said)
        {
            return [.. _said];
        }
    }
}

/// <summary>Tests that share one moto; they run one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class MotoCollectionDefinition : ICollectionFixture<MotoServer>
{
    /// <summary>The collection.</summary>
    public const string Name = "moto";
}

/// <summary>A test against moto, skipped where it is not installed unless in CI.</summary>
public sealed class MotoFactAttribute : FactAttribute
{
    public MotoFactAttribute() => Skip = MotoServer.SkipReason;
}
