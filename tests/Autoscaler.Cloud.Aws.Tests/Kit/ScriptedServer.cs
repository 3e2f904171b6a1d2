using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Autoscaler.Cloud.Aws.Tests.Kit;

/// <summary>
/// An HTTP server on a port that the system chose. It says what its script says, keeps what it was asked, and meets each request with what the fault plan says. To act
/// is to run the script: what a fault cuts off has acted, or not, as its kind says.
/// </summary>
public sealed class ScriptedServer : IAsyncDisposable
{
    // A client that takes this much has no bound.
    private const long HugeBytes = 256L * 1024 * 1024;

    // What AWS allows between a signature and its own clock.
    private static readonly TimeSpan AllowedSkew = TimeSpan.FromMinutes(5);

    private readonly WebApplication _application;
    private readonly Func<ScriptedRequest, ScriptedAnswer> _script;
    private readonly FaultPlan _faults;
    private readonly Lock _lock = new();
    private readonly List<ScriptedRequest> _requests = [];
    private readonly HashSet<string> _expiredKeys = [];
    private TimeSpan _clockOffset;

    private ScriptedServer(Func<ScriptedRequest, ScriptedAnswer> script, FaultPlan faults)
    {
        _script = script;
        _faults = faults;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _application = builder.Build();
        _application.Run(AnswerAsync);
    }

    /// <summary>Where it listens.</summary>
    public Uri Address { get; private set; } = new("http://127.0.0.1:0");

    /// <summary>Every request that arrived, in that order, those that met a fault among them.</summary>
    public ImmutableArray<ScriptedRequest> Requests
    {
        get
        {
            lock (_lock)
            {
                return [.. _requests];
            }
        }
    }

    /// <summary>Starts one.</summary>
    /// <param name="script">What it does and says; not run where a fault keeps it from acting. Runs one request after the other.</param>
    /// <param name="faults">What goes wrong; null for nothing.</param>
    public static async Task<ScriptedServer> StartAsync(Func<ScriptedRequest, ScriptedAnswer> script, FaultPlan? faults = null)
    {
        var server = new ScriptedServer(script, faults ?? FaultPlan.None);
        await server._application.StartAsync(CancellationToken.None);
        server.Address = new Uri(server._application.Urls.First());
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        // Requests that hang are cut off, not waited for.
        using var now = new CancellationTokenSource();
        await now.CancelAsync();
        try
        {
            await _application.StopAsync(now.Token);
        }
        catch (OperationCanceledException)
        {
            // It was stopped without grace, as asked.
        }

        await _application.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var request = await ReadAsync(context.Request);
        ScriptedAnswer? refusal;
        ScriptedAnswer? said = null;
        HttpFault? fault;
        lock (_lock)
        {
            _requests.Add(request);
            fault = _faults.Next();
            refusal = Refuse(request, fault);
            if (refusal is null && fault is not HttpFault.ResetBeforeActing)
            {
                said = _script(request);
            }
        }

        context.Response.Headers.Date = (TimeProvider.System.GetUtcNow() + _clockOffset).ToString("R", CultureInfo.InvariantCulture);
        switch (fault)
        {
            case HttpFault.ResetBeforeActing or HttpFault.ResetAfterActing:
                context.Abort();
                return;
            case HttpFault.Malformed:
                await WriteAsync(context, said! with { Body = "{\"<not in any format"u8.ToArray() });
                return;
            case HttpFault.Truncated:
                await TruncateAsync(context, said!);
                return;
            case HttpFault.Huge:
                await FloodAsync(context, said!);
                return;
            case HttpFault.Slow:
                await StallAsync(context, said!);
                return;
            default:
                await WriteAsync(context, refusal ?? said!);
                return;
        }
    }

    // The answer of a server that does not act; null for one that does.
    private ScriptedAnswer? Refuse(ScriptedRequest request, HttpFault? fault)
    {
        if (fault == HttpFault.SkewedClock)
        {
            _clockOffset = TimeSpan.FromHours(1);
        }
        else if (fault == HttpFault.ExpiredCredentials && request.AccessKey is { } key)
        {
            _expiredKeys.Add(key);
        }

        return fault switch
        {
            HttpFault.InternalError => ScriptedAnswer.Error(request, 500, request.IsJson ? "InternalFailure" : "InternalError", "An internal error occurred."),
            HttpFault.Unavailable => ScriptedAnswer.Error(request, 503, "ServiceUnavailable", "Come back later.") with
            {
                Headers = ImmutableDictionary<string, string>.Empty.Add("Retry-After", "1"),
            },
            HttpFault.Throttled => request.IsJson
                ? ScriptedAnswer.Error(request, 400, "ThrottlingException", "Rate exceeded")
                : ScriptedAnswer.Error(request, 503, request.Form.ContainsKey("Action") ? "RequestLimitExceeded" : "SlowDown", "Request limit exceeded."),
            _ when request.AccessKey is { } signer && _expiredKeys.Contains(signer) =>
                ScriptedAnswer.Error(request, 400, request.IsJson ? "ExpiredTokenException" : "ExpiredToken", "The security token included in the request is expired"),
            _ when request.SignedAt is { } at && (TimeProvider.System.GetUtcNow() + _clockOffset - at).Duration() > AllowedSkew =>
                ScriptedAnswer.Error(request, 403, request.IsJson ? "InvalidSignatureException" : "RequestTimeTooSkewed", "Signature expired: the time is not now."),
            _ => null,
        };
    }

    private static async Task<ScriptedRequest> ReadAsync(HttpRequest request)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body);
        return new ScriptedRequest(
            request.Method,
            request.Path.Value ?? string.Empty,
            request.Query.ToImmutableDictionary(static value => value.Key, static value => value.Value.ToString()),
            request.Headers.ToImmutableDictionary(static header => header.Key, static header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase),
            body.ToArray());
    }

    private static async Task WriteAsync(HttpContext context, ScriptedAnswer answer)
    {
        Begin(context, answer, answer.Body.Length);
        await context.Response.Body.WriteAsync(answer.Body);
    }

    private static async Task TruncateAsync(HttpContext context, ScriptedAnswer answer)
    {
        Begin(context, answer, answer.Body.Length);
        await context.Response.Body.WriteAsync(answer.Body.AsMemory(0, answer.Body.Length / 2));
        await context.Response.Body.FlushAsync();
        context.Abort();
    }

    private static async Task FloodAsync(HttpContext context, ScriptedAnswer answer)
    {
        // Blanks before a document: in the format as far as they go.
        var blanks = new byte[64 * 1024];
        Array.Fill(blanks, (byte)' ');
        Begin(context, answer, null);
        for (var sent = 0L; sent < HugeBytes && !context.RequestAborted.IsCancellationRequested; sent += blanks.Length)
        {
            await context.Response.Body.WriteAsync(blanks);
        }

        await context.Response.Body.WriteAsync(answer.Body);
    }

    private static async Task StallAsync(HttpContext context, ScriptedAnswer answer)
    {
        Begin(context, answer, answer.Body.Length);
        await context.Response.Body.WriteAsync(answer.Body.AsMemory(0, Math.Min(1, answer.Body.Length)));
        await context.Response.Body.FlushAsync();
        var gone = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = context.RequestAborted.Register(gone.SetResult);
        await gone.Task;
    }

    private static void Begin(HttpContext context, ScriptedAnswer answer, int? length)
    {
        context.Response.StatusCode = answer.Status;
        context.Response.ContentType = answer.ContentType;
        context.Response.ContentLength = length;
        context.Response.Headers["x-amzn-RequestId"] = "00000000-0000-0000-0000-000000000001";
        foreach (var (name, value) in answer.Headers)
        {
            context.Response.Headers[name] = value;
        }
    }
}
