using Autoscaler.SiloHost.Options;
using Autoscaler.SiloHost.Tests.Kit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Autoscaler.SiloHost.Tests.Telemetry;

public sealed partial class TelemetryExportTests
{
    private static readonly SiloHostOptions Fast = new() { Speed = 240, IsStrict = true, Urls = ["http://127.0.0.1:0"] };

    [Fact]
    public async Task Run_AReceiverIsNamed_GetsEachTicksTraceMetricsAndLogs()
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        await RunAsync(receiver, new() { ["OTEL_SERVICE_NAME"] = "fleet-under-test" });

        var spans = receiver.Spans.ToDictionary(static span => span.Id, StringComparer.Ordinal);
        // Hosts of other tests speak too, and what was under way at the end has not come.
        var launch = spans.Values.FirstOrDefault(span => Ancestry(span, spans) is ["slot.launch", "slot.apply", "endpoint.tick", "feed.poll"]);
        Assert.NotNull(launch);
        var tick = spans[spans[launch.Parent].Parent];
        Assert.Matches("^(acme|globex)/", tick.Attributes["autoscaler.endpoint"]);
        Assert.Contains(spans.Values, span => span.Name == "endpoint.decide" && span.Parent == tick.Id && span.Trace == launch.Trace);

        // Each poll is a trace of its own.
        var polls = spans.Values.Where(static span => span.Name == "feed.poll").ToList();
        Assert.True(polls.Count > 1);
        Assert.All(polls, static span => Assert.Empty(span.Parent));
        Assert.Distinct(polls.Select(static span => span.Trace));

        var listed = MetricList.Read().ToDictionary(static metric => metric.Name, StringComparer.Ordinal);
        var own = receiver.Metrics.Where(static metric => metric.Name.StartsWith("autoscaler.", StringComparison.Ordinal)).ToList();
        Assert.Contains(own, static metric => metric.Name == "autoscaler.endpoint.tick.duration");
        Assert.All(own, metric => Assert.Equal((listed[metric.Name].Unit, string.Join(' ', listed[metric.Name].Tags)), (metric.Unit, string.Join(' ', metric.Tags))));

        // What the console is not told is told here.
        Assert.Contains("An instance runs.", receiver.Logs);
        Assert.Equal(["fleet-under-test"], receiver.Services);
    }

    [Fact]
    public async Task Run_TheSamplerTakesNone_SendsMetricsAndNoSpan()
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        await RunAsync(receiver, new() { ["OTEL_TRACES_SAMPLER"] = "always_off" });

        Assert.Empty(receiver.Spans);
        Assert.NotEmpty(receiver.Metrics);
        Assert.Equal(["autoscaler"], receiver.Services);
    }

    [Fact]
    public async Task Run_TheSdkIsDisabled_SendsNothing()
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        await RunAsync(receiver, new() { ["OTEL_SDK_DISABLED"] = "true" });

        Assert.Empty(receiver.Services);
    }

    private static async Task RunAsync(OtlpReceiver receiver, Dictionary<string, string?> variables)
    {
        variables["OTEL_EXPORTER_OTLP_ENDPOINT"] = receiver.Url;
        variables["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf";
        using var output = new AwaitedLines();
        await using var host = SiloHostBuilder.Build(SiloHostBuilder.Create(variables), Fast, output, TimeProvider.System);
        // Minutes of the fleet's later than the first poll, and so at a later one.
        var running = output.WaitForAsync("an instance that runs", static line => line.Contains("running", StringComparison.Ordinal));
        await host.StartAsync();
        await running;
        LogRunning(host.Services.GetRequiredService<ILoggerFactory>().CreateLogger("Autoscaler.Tests"));
        await host.StopAsync();
    }

    [LoggerMessage(LogLevel.Information, "An instance runs.")]
    private static partial void LogRunning(ILogger logger);

    private static List<string> Ancestry(ReceivedSpan span, Dictionary<string, ReceivedSpan> spans)
    {
        var names = new List<string> { span.Name };
        while (spans.TryGetValue(span.Parent, out var parent))
        {
            Assert.Equal(span.Trace, parent.Trace);
            span = parent;
            names.Add(span.Name);
        }

        return names;
    }
}
