using System.Net;
using Amazon.Runtime;
using Autoscaler.Cloud.Aws.Access;
using Autoscaler.Cloud.Aws.Wire;
using Microsoft.Extensions.Logging;

namespace Autoscaler.Cloud.Aws.CloudWatch;

/// <summary>
/// Publishes an instance's part of the demand of its endpoint's components, at a resolution of a second. The parts of all instances add up, so no part may be sent twice:
/// what may have arrived is not sent again. Safe for use from several threads.
/// </summary>
public sealed partial class DemandPublisher : IDisposable
{
    // Older values would change sums that were read long ago.
    private static readonly TimeSpan LongestKept = TimeSpan.FromMinutes(2);

    private readonly WireClient _client;
    private readonly AwsMetricOptions _options;
    private readonly EndpointId _endpoint;
    private readonly TimeProvider _clock;
    private readonly ILogger<DemandPublisher> _logger;
    private readonly int _valuesPerCall;
    private readonly Lock _lock = new();
    private readonly SemaphoreSlim _publishing = new(1, 1);
    private SortedDictionary<(DateTimeOffset At, ComponentName Component, bool IsArrivals), double> _values = [];

    /// <summary>A publisher for the instance of an endpoint.</summary>
    /// <param name="connection">How AWS is called.</param>
    /// <param name="options">The metrics; their statistic must be the sum, or parts would not add up.</param>
    /// <param name="endpoint">The endpoint.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="logger">Where failures are told.</param>
    /// <exception cref="ArgumentException">The options are wrong; the message says all of it.</exception>
    public DemandPublisher(AwsOptions connection, AwsMetricOptions options, EndpointId endpoint, TimeProvider clock, ILogger<DemandPublisher> logger)
        : this(new AwsConnection(connection), options, endpoint, clock, logger)
    {
    }

    internal DemandPublisher(AwsConnection connection, AwsMetricOptions options, EndpointId endpoint, TimeProvider clock, ILogger<DemandPublisher> logger)
    {
        ArgumentNullException.ThrowIfNull(options);
        var errors = options.Check();
        if (!errors.IsEmpty || options.Statistic != DemandStatistic.SumPerSecond)
        {
            throw new ArgumentException(string.Join(' ', [.. errors, $"An instance publishes where Statistic is SumPerSecond; found {options.Statistic}."]), nameof(options));
        }

        // A request that was lost may have been taken: the SDK must not send it again.
        _client = new WireClient(connection, WireTarget.CloudWatch, static config =>
        {
            config.MaxErrorRetry = 0;
            config.MaxStaleConnectionRetries = 0;
        });
        _options = options;
        _endpoint = endpoint;
        _clock = clock;
        _logger = logger;
        _valuesPerCall = Math.Min(PutMetricsCall.MaxValues, PutMetricsCall.MaxRequestBytes / PutMetricsCall.BytesOf(options, endpoint));
    }

    /// <summary>Notes what was seen of a component. To be called about once a second, for every component that the instance serves, also where nobody uses it.</summary>
    /// <param name="component">The component.</param>
    /// <param name="concurrency">Mean requests in flight and queued on this instance; finite, 0 or more.</param>
    /// <param name="newRequests">Requests that arrived; finite, 0 or more.</param>
    /// <param name="over">The time until now that both cover: above 0, at most 1 min.</param>
    public void Record(ComponentName component, double concurrency, double newRequests, TimeSpan over)
    {
        ThrowIfNoAmount(concurrency, nameof(concurrency));
        ThrowIfNoAmount(newRequests, nameof(newRequests));
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(over, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(over, TimeSpan.FromMinutes(1));
        var middle = _clock.GetUtcNow() - (over / 2);
        var second = new DateTimeOffset(middle.UtcTicks / TimeSpan.TicksPerSecond * TimeSpan.TicksPerSecond, TimeSpan.Zero);
        lock (_lock)
        {
            Add((second, component, false), concurrency * over.TotalSeconds);
            if (_options.ArrivalsMetric is not null)
            {
                Add((second, component, true), newRequests);
            }
        }
    }

    /// <summary>Publishes what was noted. To be called each <see cref="AwsMetricOptions.PublishPeriod"/>; failures are logged and told, not thrown.</summary>
    public async Task<PublishResult> PublishAsync(CancellationToken cancellationToken)
    {
        await _publishing.WaitAsync(cancellationToken);
        try
        {
            var (values, lost) = TakeAll();
            var (published, kept) = (0, 0);
            for (var start = 0; start < values.Length; start += _valuesPerCall)
            {
                var part = new ArraySegment<DemandValue>(values, start, Math.Min(_valuesPerCall, values.Length - start));
                var outcome = await PutAsync(part, cancellationToken);
                published += outcome == PutOutcome.Taken ? part.Count : 0;
                lost += outcome == PutOutcome.Unknown ? part.Count : 0;
                if (outcome == PutOutcome.Refused)
                {
                    var rest = new ArraySegment<DemandValue>(values, start, values.Length - start);
                    kept = rest.Count;
                    GiveBack(rest);
                    break;
                }
            }

            if (lost > 0)
            {
                LogLost(_endpoint, lost);
            }

            return new PublishResult(published, kept, lost);
        }
        finally
        {
            _publishing.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _client.Dispose();
        _publishing.Dispose();
    }

    private static void ThrowIfNoAmount(double value, string name)
    {
        if (!double.IsFinite(value) || value < 0)
        {
            throw new ArgumentOutOfRangeException(name, value, "A finite number, 0 or more, is expected.");
        }
    }

    private void Add((DateTimeOffset At, ComponentName Component, bool IsArrivals) key, double amount) => _values[key] = _values.GetValueOrDefault(key) + amount;

    private (DemandValue[] Values, int Lost) TakeAll()
    {
        SortedDictionary<(DateTimeOffset At, ComponentName Component, bool IsArrivals), double> taken;
        lock (_lock)
        {
            (taken, _values) = (_values, []);
        }

        var oldest = _clock.GetUtcNow() - LongestKept;
        var values = taken.Where(value => value.Key.At >= oldest)
            .Select(value => new DemandValue(value.Key.Component, value.Key.IsArrivals ? _options.ArrivalsMetric! : _options.DemandMetric, value.Key.At, value.Value))
            .ToArray();
        return (values, taken.Count - values.Length);
    }

    private void GiveBack(ArraySegment<DemandValue> values)
    {
        lock (_lock)
        {
            foreach (var value in values)
            {
                Add((value.At, value.Component, value.Metric != _options.DemandMetric), value.Amount);
            }
        }
    }

    private async Task<PutOutcome> PutAsync(ArraySegment<DemandValue> values, CancellationToken cancellationToken)
    {
        var input = new PutMetricsCall.Input(_options, _endpoint, values);
        try
        {
            return await AwsCall.RunAsync("CloudWatch PutMetricData", _options.CallTimeout, _clock, token => PutAsync(input, token), cancellationToken);
        }
        catch (Exception e) when (e is HttpRequestException or TimeoutException)
        {
            LogFailed(_endpoint, values.Count, e);
            return PutOutcome.Unknown;
        }
    }

    private async Task<PutOutcome> PutAsync(PutMetricsCall.Input input, CancellationToken cancellationToken)
    {
        try
        {
            await _client.CallAsync(PutMetricsCall.Operation, input, cancellationToken);
            return PutOutcome.Taken;
        }
        catch (AmazonServiceException e) when (AwsFaults.IsThrottled(e) || e.StatusCode is HttpStatusCode.ServiceUnavailable or HttpStatusCode.Forbidden || IsOfCredentials(e))
        {
            LogRefused(_endpoint, input.Values.Count, e.ErrorCode, WireError.Cut(e.Message));
            return PutOutcome.Refused;
        }
        catch (HttpRequestException e) when (e.HttpRequestError is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError)
        {
            LogRefused(_endpoint, input.Values.Count, e.HttpRequestError.ToString(), e.Message);
            return PutOutcome.Refused;
        }
    }

    private static bool IsOfCredentials(AmazonServiceException error) =>
        error.ErrorCode is "ExpiredToken" or "ExpiredTokenException" or "RequestExpired" or "InvalidSignatureException" or "UnrecognizedClientException" or "InvalidClientTokenId";

    [LoggerMessage(LogLevel.Warning, "{Endpoint}: CloudWatch took none of {ValueCount} values of demand, {ErrorCode}: {Reason}; they go with the next publication.")]
    private partial void LogRefused(EndpointId endpoint, int valueCount, string? errorCode, string? reason);

    [LoggerMessage(LogLevel.Warning, "{Endpoint}: whether CloudWatch took {ValueCount} values of demand is unknown; they are not sent again.")]
    private partial void LogFailed(EndpointId endpoint, int valueCount, Exception exception);

    [LoggerMessage(LogLevel.Warning, "{Endpoint}: {LostCount} values of demand are lost; the demand of their seconds looks smaller.")]
    private partial void LogLost(EndpointId endpoint, int lostCount);

    private enum PutOutcome
    {
        Taken,
        Refused,
        Unknown,
    }
}
