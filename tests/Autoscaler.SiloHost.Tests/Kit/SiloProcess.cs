using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text.Json;

namespace Autoscaler.SiloHost.Tests.Kit;

/// <summary>The program as a process of its own, to be killed. Its time is not ours to move: what it is to become is asked for until it is.</summary>
internal sealed class SiloProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(100);

    private readonly Process _process;
    private readonly HttpClient _client = new();

    private SiloProcess(Process process, string url, string key)
    {
        _process = process;
        Key = key;
        _client.BaseAddress = new Uri(url);
        _client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
    }

    /// <summary>An administrator's key.</summary>
    public string Key { get; }

    /// <summary>Where it listens.</summary>
    public string Url => _client.BaseAddress!.ToString().TrimEnd('/');

    /// <summary>Processor time that it has used.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>Memory that it holds, in bytes.</summary>
    public long Memory
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64;
        }
    }

    /// <summary>Everything that it has written.</summary>
    public AwaitedLines Output { get; private init; } = new();

    /// <summary>Starts it and waits until it says where to look.</summary>
    /// <param name="key">The key of an earlier run; null where this is the first, which shows one.</param>
    /// <param name="args">Its arguments.</param>
    public static async Task<SiloProcess> StartAsync(string? key, params string[] args)
    {
        var lines = new AwaitedLines();
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "silo-host.dll"), .. args.Contains("--urls") ? args : ["--urls", "http://127.0.0.1:0", .. args]])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["DOTNET_ENVIRONMENT"] = "Production";
        var url = lines.WaitForAsync("the address of the API", static line => line.StartsWith("  API ", StringComparison.Ordinal));
        var token = key is null ? lines.WaitForAsync("the first key", static line => line.StartsWith("  Key ", StringComparison.Ordinal)) : Task.FromResult(key);
        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, line) => lines.WriteLine(line.Data);
        process.ErrorDataReceived += (_, line) => lines.WriteLine(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return new SiloProcess(process, (await url)["  API ".Length..].Trim()[..^"/v1".Length], (await token).Split(' ')[^1]) { Output = lines };
    }

    /// <summary>Kills it where it stands.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>Asks it to end.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> StopAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", $"{_process.Id}"]);
        await _process.WaitForExitAsync().WaitAsync(Patience, TimeProvider.System);
        return _process.ExitCode;
    }

    public Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, string? json = null) =>
        _client.SendAsync(new HttpRequestMessage(method, path) { Content = json is null ? null : new StringContent(json, new MediaTypeHeaderValue("application/json")) });

    /// <summary>An answer's JSON.</summary>
    public async Task<JsonElement> GetAsync(string path)
    {
        using var response = await SendAsync(HttpMethod.Get, path);
        var body = await response.Content.ReadAsStringAsync();
        return response.IsSuccessStatusCode ? JsonDocument.Parse(body).RootElement : throw new InvalidOperationException($"GET {path}: {(int)response.StatusCode} {body}");
    }

    /// <summary>Asks until an answer is as it shall be.</summary>
    public async Task<T> UntilAsync<T>(string what, Func<Task<T>> ask, Func<T, bool> isIt)
    {
        var begun = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var answer = await ask();
            if (isIt(answer))
            {
                return answer;
            }

            if (TimeProvider.System.GetElapsedTime(begun) > Patience)
            {
                throw new TimeoutException($"Expected {what} within {Patience}; found {answer}; the program said:\n{Output}");
            }

            await Task.Delay(BetweenLooks, TimeProvider.System);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            await KillAsync();
        }

        _process.Dispose();
        _client.Dispose();
    }
}
