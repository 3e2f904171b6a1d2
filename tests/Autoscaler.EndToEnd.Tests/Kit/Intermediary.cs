using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Autoscaler.EndToEnd.Tests.Kit;

/// <summary>Stands between the command line and the server, as a proxy does: passes on what comes, lets a test act in between, and breaks.</summary>
internal sealed class Intermediary : IAsyncDisposable
{
    private static readonly string[] Passed = ["Authorization", "Accept", "If-Match", "If-None-Match", "Last-Event-ID"];

    private readonly WebApplication _server;
    private readonly HttpClient _client = new();
    private readonly string _target;
    private readonly TaskCompletionSource _streamOpened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _broken = new();

    private Intermediary(WebApplication server, CliUser target)
    {
        _server = server;
        _target = target.Server[..^"/v1".Length];
        Key = target.Key;
    }

    /// <summary>The first stream has been opened.</summary>
    public Task StreamOpened => _streamOpened.Task;

    /// <summary>Runs before a request that changes something is passed on; null for nothing.</summary>
    public Func<Task>? BeforeChange { get; set; }

    /// <summary>Whether nothing is passed on.</summary>
    public bool IsDown { get; set; }

    /// <summary>Whoever goes this way.</summary>
    public CliUser User => new(_server.Urls.Single(), Key);

    private string? Key { get; }

    /// <summary>Begins to pass on what somebody asks.</summary>
    public static async Task<Intermediary> StartAsync(CliUser target)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var intermediary = new Intermediary(builder.Build(), target);
        intermediary._server.Urls.Add("http://127.0.0.1:0");
        intermediary._server.Run(intermediary.PassAsync);
        await intermediary._server.StartAsync();
        return intermediary;
    }

    /// <summary>Goes down, and breaks the streams that are open.</summary>
    public Task BreakAsync()
    {
        IsDown = true;
        return _broken.CancelAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _broken.CancelAsync();
        await _server.DisposeAsync();
        _client.Dispose();
        _broken.Dispose();
    }

    private async Task PassAsync(HttpContext context)
    {
        if (IsDown)
        {
            context.Response.StatusCode = StatusCodes.Status502BadGateway;
            await context.Response.WriteAsync("<html>Bad gateway</html>");
            return;
        }

        if (context.Request.Method != HttpMethods.Get && BeforeChange is { } act)
        {
            await act();
        }

        using var request = RequestOf(context.Request);
        using var response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, context.RequestAborted);
        context.Response.StatusCode = (int)response.StatusCode;
        context.Response.ContentType = response.Content.Headers.ContentType?.ToString();
        context.Response.Headers.ETag = response.Headers.ETag?.ToString();
        await using var body = await response.Content.ReadAsStreamAsync(context.RequestAborted);
        if (response.Content.Headers.ContentType?.MediaType == "text/event-stream")
        {
            await StreamAsync(context, body);
        }
        else
        {
            await body.CopyToAsync(context.Response.Body, context.RequestAborted);
        }
    }

    // A stream that opens once this was broken goes on.
    private async Task StreamAsync(HttpContext context, Stream body)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        await using var broken = _broken.IsCancellationRequested ? default : _broken.Token.Register(context.Abort);
        await context.Response.StartAsync(ended.Token);
        await context.Response.Body.FlushAsync(ended.Token);
        _streamOpened.TrySetResult();
        var buffer = new byte[4_096];
        try
        {
            while (await body.ReadAsync(buffer, ended.Token) is > 0 and var read)
            {
                await context.Response.Body.WriteAsync(buffer.AsMemory(0, read), ended.Token);
                await context.Response.Body.FlushAsync(ended.Token);
            }
        }
        catch (OperationCanceledException) when (ended.IsCancellationRequested)
        {
            // Whoever listened has left, or was left.
        }
    }

    private HttpRequestMessage RequestOf(HttpRequest asked)
    {
        var request = new HttpRequestMessage(new HttpMethod(asked.Method), new Uri($"{_target}{asked.Path}{asked.QueryString}"));
        foreach (var name in Passed.Where(asked.Headers.ContainsKey))
        {
            request.Headers.TryAddWithoutValidation(name, asked.Headers[name].ToString());
        }

        if (asked.ContentType is { } type)
        {
            request.Content = new StreamContent(asked.Body);
            request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
            request.Content.Headers.ContentLength = asked.ContentLength;
        }

        return request;
    }
}
