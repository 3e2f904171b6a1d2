using System.Net;
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
        _http = new HttpClient { BaseAddress = connection.Server, Timeout = Timeout };
        _http.DefaultRequestHeaders.Authorization = connection.Key is { } key ? new AuthenticationHeaderValue("Bearer", key) : null;
        _http.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("autoscaler-cli", typeof(ApiClient).Assembly.GetName().Version?.ToString(3)));
    }

    /// <summary>Asks, and reads the answer as it is.</summary>
    /// <exception cref="ProblemException">The server refused, or could not be reached.</exception>
    public async Task<ApiReply> GetAsync(string path, CancellationToken cancellationToken) => await SendAsync(HttpMethod.Get, path, null, null, cancellationToken);

    /// <summary>Asks for something that may not be there; null where it is not.</summary>
    public async Task<ApiReply?> FindAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            return await GetAsync(path, cancellationToken);
        }
        catch (ProblemException e) when (e.Problem.Status == (int)HttpStatusCode.NotFound)
        {
            return null;
        }
    }

    /// <summary>Asks, and reads the answer as a view.</summary>
    public async Task<T> GetAsync<T>(string path, CancellationToken cancellationToken) => Read<T>((await GetAsync(path, cancellationToken)).Body, path);

    /// <summary>Reads a view.</summary>
    public static T Read<T>(JsonNode? node, string path)
    {
        try
        {
            return node.Deserialize<T>(AutoscalerJson.Options) ?? throw new JsonException("null");
        }
        catch (JsonException e)
        {
            throw new ProblemException(new Problem(null, $"{path}: expected a {typeof(T).Name} of this release; found another answer", e.Message, [], null), e);
        }
    }

    /// <summary>Reads page after page, until there is no more or there are as many as are wanted.</summary>
    /// <param name="path">The list.</param>
    /// <param name="items">The member that holds a page's items.</param>
    /// <param name="cursor">The parameter that the next page is asked for with.</param>
    /// <param name="limit">Most items.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<JsonArray> GetPagesAsync(string path, string items, string cursor, int limit, CancellationToken cancellationToken)
    {
        const int MaxPage = 500;
        var all = new JsonArray();
        string? next = null;
        do
        {
            var separator = path.Contains('?', StringComparison.Ordinal) ? '&' : '?';
            var page = $"{path}{separator}limit={Math.Min(MaxPage, limit - all.Count)}{(next is null ? string.Empty : $"&{cursor}={Uri.EscapeDataString(next)}")}";
            var body = (await GetAsync(page, cancellationToken)).Body as JsonObject;
            foreach (var item in (body?[items] as JsonArray ?? []).Take(limit - all.Count))
            {
                all.Add(item?.DeepClone());
            }

            next = body?["next"]?.ToString();
        }
        while (next is not null && all.Count < limit);

        return all;
    }

    /// <summary>Changes something.</summary>
    /// <param name="method">The method.</param>
    /// <param name="path">What.</param>
    /// <param name="body">What to send; null for nothing.</param>
    /// <param name="condition">The header that says from which version, with its value; null for none.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ProblemException">The server refused, or could not be reached.</exception>
    public async Task<ApiReply> SendAsync(HttpMethod method, string path, JsonNode? body, (string Header, string Value)? condition, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, path);
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
        ThrowIfRefused(response, answer, text);
        return new ApiReply((int)response.StatusCode, answer, response.Headers.ETag?.ToString());
    }

    /// <summary>Opens a stream of events.</summary>
    /// <param name="path">The stream.</param>
    /// <param name="lastEventId">The last event that was seen; null for none.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<HttpResponseMessage> OpenStreamAsync(string path, string? lastEventId, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/event-stream"));
        if (lastEventId is not null)
        {
            request.Headers.TryAddWithoutValidation("Last-Event-ID", lastEventId);
        }

        var response = await ReachAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        if (!response.IsSuccessStatusCode)
        {
            using (response)
            {
                var text = await response.Content.ReadAsStringAsync(cancellationToken);
                ThrowIfRefused(response, Parse(text), text);
            }
        }

        return response;
    }

    public void Dispose() => _http.Dispose();

    private async Task<HttpResponseMessage> ReachAsync(HttpRequestMessage request, HttpCompletionOption completion, CancellationToken cancellationToken)
    {
        try
        {
            return await _http.SendAsync(request, completion, cancellationToken);
        }
        catch (HttpRequestException e)
        {
            throw new ProblemException(new Problem(null, $"The server {_connection} could not be reached", e.Message, [], null), e);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new ProblemException(new Problem(null, $"The server {_connection} did not answer within {Timeout.TotalSeconds:0} s", null, [], null), e);
        }
    }

    private void ThrowIfRefused(HttpResponseMessage response, JsonNode? body, string text)
    {
        if (response.IsSuccessStatusCode)
        {
            return;
        }

        var retryAfter = response.Headers.RetryAfter?.Delta;
        var problem = Problem.Of((int)response.StatusCode, response.ReasonPhrase, body, retryAfter);
        if (body is null && text.Length > 0)
        {
            problem = problem with { Detail = text.Length > MaxShownCharacters ? $"{text[..MaxShownCharacters]}…" : text };
        }

        throw new ProblemException(problem.Status == (int)HttpStatusCode.Unauthorized && _connection.Key is null
            ? problem with { Detail = $"no key was given; set {ConnectionOptions.KeyVariable}, or 'key' in {ConnectionFile.DefaultPath}" }
            : problem);
    }

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
