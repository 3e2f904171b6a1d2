using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Autoscaler.SiloHost.Tests.Kit;

/// <summary>Takes what an OTLP exporter sends over HTTP, and reads it.</summary>
internal sealed class OtlpReceiver : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly WebApplication _server;
    private readonly List<ReceivedSpan> _spans = [];
    private readonly List<ReceivedMetric> _metrics = [];
    private readonly List<string> _logs = [];
    private readonly SortedSet<string> _services = new(StringComparer.Ordinal);

    private OtlpReceiver(WebApplication server) => _server = server;

    public string Url => _server.Urls.Single();

    public IReadOnlyList<ReceivedSpan> Spans => Read(_spans);

    public IReadOnlyList<ReceivedMetric> Metrics => Read(_metrics);

    public IReadOnlyList<string> Logs => Read(_logs);

    /// <summary>Who spoke.</summary>
    public IReadOnlyList<string> Services => Read(_services);

    public static async Task<OtlpReceiver> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var receiver = new OtlpReceiver(builder.Build());
        receiver._server.Urls.Add("http://127.0.0.1:0");
        receiver._server.MapPost("/v1/traces", context => receiver.TakeAsync(context, receiver.TakeSpans));
        receiver._server.MapPost("/v1/metrics", context => receiver.TakeAsync(context, receiver.TakeMetrics));
        receiver._server.MapPost("/v1/logs", context => receiver.TakeAsync(context, receiver.TakeLogs));
        await receiver._server.StartAsync();
        return receiver;
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private async Task TakeAsync(HttpContext context, Action<ProtobufMessage> take)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        lock (_gate)
        {
            foreach (var resource in new ProtobufMessage(body.ToArray()).Messages(1))
            {
                _services.UnionWith(resource.Messages(1).Select(static one => one.Attributes(1).GetValueOrDefault("service.name", "")));
                foreach (var scope in resource.Messages(2))
                {
                    take(scope);
                }
            }
        }

        context.Response.ContentType = "application/x-protobuf";
    }

    private void TakeSpans(ProtobufMessage scope) =>
        _spans.AddRange(scope.Messages(2).Select(static span => new ReceivedSpan(span.Hex(1), span.Hex(2), span.Hex(4), span.Text(5), span.Attributes(9))));

    private void TakeMetrics(ProtobufMessage scope) => _metrics.AddRange(scope.Messages(2).Select(static metric => new ReceivedMetric(
        metric.Text(1),
        metric.Text(3),
        // Of a sum's points; else of a histogram's.
        [.. metric.Messages(7).SelectMany(static sum => sum.Messages(1)).SelectMany(static point => point.Attributes(7).Keys)
            .Concat(metric.Messages(9).SelectMany(static histogram => histogram.Messages(1)).SelectMany(static point => point.Attributes(9).Keys))
            .Distinct().Order(StringComparer.Ordinal)])));

    private void TakeLogs(ProtobufMessage scope) => _logs.AddRange(scope.Messages(2).Select(static log => log.Messages(5).Single().Text(1)));

    private List<T> Read<T>(IEnumerable<T> list)
    {
        lock (_gate)
        {
            return [.. list];
        }
    }
}
