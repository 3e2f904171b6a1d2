using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Autoscaler.Documents;

namespace Autoscaler.Cli.Server;

/// <summary>Speaks the HTTP API.</summary>
internal sealed class ApiClient : IDisposable
{
    // Longer than the server waits for a copy.
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(150);

    // Of an answer that is no answer of the API, enough to see what it is.
    private const int MaxShownCharacters = 200;

    private readonly HttpClient _http;
    private readonly Connection _connection;

    public ApiClient(Connection connection)
    {
        _connection = connection;
        // The API redirects nobody; what does is something else, and is not shown the key.
        _http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = connection.Server, Timeout = Timeout };
        _http.DefaultRequestHeaders.Authorization = connection.Key is { } key ? new AuthenticationHeaderValue("Bearer", key) : null;
        _http.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("autoscaler-cli", typeof(ApiClient).Assembly.GetName().Version?.ToString(3)));
    }

    /// <summary>Asks, and reads the answer as it is.</summary>
    /// <exception cref="ProblemException">The server refused, or could not be reached.</exception>
    public Task<ApiReply> GetAsync(string path, CancellationToken cancellationToken) => SendAsync(HttpMethod.Get, path, null, null, cancellationToken);

    /// <summary>Asks for something that may not be there; null where it is not.</summary>
    public async Task<ApiReply?> FindAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            return await GetAsync(path, cancellationToken);
        }
        catch (ProblemException e) when (e.Problem.IsNotFound)
        {
            return null;
        }
    }

    /// <summary>Asks, and reads the answer as a view.</summary>
    public async Task<T> GetAsync<T>(string path, CancellationToken cancellationToken) => Read<T>((await GetAsync(path, cancellationToken)).Body, path);

    /// <summary>Reads a view.</summary>
    /// <param name="node">What came.</param>
    /// <param name="path">From where.</param>
    public static T Read<T>(JsonNode? node, string path)
    {
        try
        {
            return node.Deserialize<T>(AutoscalerJson.Options) ?? throw NoAnswer(path);
        }
        catch (Exception e) when (e is JsonException or NotSupportedException)
        {
            throw NoAnswer(path, e);
        }
    }

    /// <summary>What to say where something answers that is no server of this API, or one of another release.</summary>
    public static ProblemException NoAnswer(string path, Exception? cause = null) =>
        new(new Problem(null, $"{path}: expected an answer of this release's API; found another", cause?.Message), cause);

    /// <summary>Changes something.</summary>
    /// <param name="method">The method.</param>
    /// <param name="path">What.</param>
    /// <param name="body">What to send; null for nothing.</param>
    /// <param name="condition">The header that says from which version, with its value; null for none.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ProblemException">The server refused, or could not be reached.</exception>
    public async Task<ApiReply> SendAsync(HttpMethod method, string path, JsonNode? body, (string Header, string Value)? condition, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, AddressOf(path));
        if (body is not null)
        {
            request.Content = new StringContent(body.ToJsonString(AutoscalerJson.Options), Encoding.UTF8, "application/json");
        }

        if (condition is { } only)
        {
            request.Headers.TryAddWithoutValidation(only.Header, only.Value);
        }

        using var response = await ReachAsync(request, HttpCompletionOption.ResponseContentRead, cancellationToken);
        var text = await response.Content.ReadAsStringAsync(cancellationToken);
        var answer = Parse(text);
        ThrowIfRefused(response, path, answer, text);
        if (answer is null && text.Length > 0)
        {
            throw new ProblemException(new Problem(null, $"{_connection} does not answer as this API does", Shown(text)));
        }

        return new ApiReply((int)response.StatusCode, answer, response.Headers.ETag?.ToString());
    }

    /// <summary>Opens a stream of events.</summary>
    /// <param name="path">The stream.</param>
    /// <param name="lastEventId">The last event that was seen.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<HttpResponseMessage> OpenStreamAsync(string path, string lastEventId, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, AddressOf(path));
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/event-stream"));
        request.Headers.TryAddWithoutValidation("Last-Event-ID", lastEventId);
        var response = await ReachAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        if (!response.IsSuccessStatusCode)
        {
            using (response)
            {
                var text = await response.Content.ReadAsStringAsync(cancellationToken);
                ThrowIfRefused(response, path, Parse(text), text);
            }
        }

        return response;
    }

    public void Dispose() => _http.Dispose();

    // Below the server's address, which may itself have a path.
    private static Uri AddressOf(string path) => new(path.TrimStart('/'), UriKind.Relative);

    private async Task<HttpResponseMessage> ReachAsync(HttpRequestMessage request, HttpCompletionOption completion, CancellationToken cancellationToken)
    {
        try
        {
            return await _http.SendAsync(request, completion, cancellationToken);
        }
        catch (HttpRequestException e)
        {
            // The innermost says what happened, as why a certificate was refused.
            throw new ProblemException(new Problem(null, $"The server {_connection} could not be reached", e.GetBaseException().Message), e);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new ProblemException(new Problem(null, $"The server {_connection} did not answer within {Timeout.TotalSeconds:0} s", null), e);
        }
    }

    private void ThrowIfRefused(HttpResponseMessage response, string path, JsonNode? body, string text)
    {
        if (response.IsSuccessStatusCode)
        {
            return;
        }

        var problem = Problem.Of((int)response.StatusCode, response.ReasonPhrase, body, response.Headers.RetryAfter?.Delta);
        throw new ProblemException(problem switch
        {
            { IsNotFound: true } => problem with { Detail = $"{path.Split('?')[0]}, or this key may not see it" },
            { Status: 401 } when _connection.Key is null => problem with { Detail = $"none was given; set {ConnectionOptions.KeyVariable}, or 'key' in {ConnectionFile.DefaultPath}" },
            _ when response.Headers.Location is { } elsewhere => problem with { Detail = $"{_connection} sends elsewhere, to {elsewhere}; give the server's own address" },
            _ when body is null && text.Length > 0 => problem with { Detail = Shown(text) },
            _ => problem,
        });
    }

    private static string Shown(string text) => text.Length > MaxShownCharacters ? $"{text[..MaxShownCharacters]}…" : text;

    private static JsonNode? Parse(string text)
    {
        try
        {
            return text.Length == 0 ? null : JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
