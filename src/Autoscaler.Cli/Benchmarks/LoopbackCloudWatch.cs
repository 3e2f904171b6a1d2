using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Autoscaler.Cli.Benchmarks;

/// <summary>
/// Answers GetMetricData in AWS's format on a port that the system chose, with a value for each period asked for. A thread a connection, so that what the server allocates
/// can be told from what the client does.
/// </summary>
internal sealed class LoopbackCloudWatch : IDisposable
{
    private const int PeriodSeconds = 10;
    private const int MaxRequestBytes = 4 * 1024 * 1024;

    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly ConcurrentDictionary<(int Metrics, long From, long Before), byte[]> _answers = [];
    private readonly ConcurrentBag<Socket> _connections = [];
    private long _allocatedBytes;
    private int _callCount;

    public LoopbackCloudWatch()
    {
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listener.Listen();
        Address = new Uri($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndPoint!).Port}");
        new Thread(Accept) { IsBackground = true }.Start();
    }

    /// <summary>Where it listens.</summary>
    public Uri Address { get; }

    /// <summary>Calls answered so far.</summary>
    public int CallCount => Volatile.Read(ref _callCount);

    /// <summary>Bytes that it has allocated to answer them.</summary>
    public long AllocatedBytes => Interlocked.Read(ref _allocatedBytes);

    public void Dispose()
    {
        _listener.Dispose();
        foreach (var connection in _connections)
        {
            connection.Dispose();
        }
    }

    private void Accept()
    {
        try
        {
            while (true)
            {
                var connection = _listener.Accept();
                connection.NoDelay = true;
                _connections.Add(connection);
                new Thread(() => Serve(connection)) { IsBackground = true }.Start();
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // It was stopped.
        }
    }

    private void Serve(Socket connection)
    {
        var buffer = new byte[MaxRequestBytes];
        try
        {
            var filled = 0;
            while (true)
            {
                var request = RequestIn(buffer.AsSpan(0, filled));
                if (request.Length == 0)
                {
                    var read = filled < buffer.Length ? connection.Receive(buffer.AsSpan(filled)) : 0;
                    if (read == 0)
                    {
                        return;
                    }

                    filled += read;
                    continue;
                }

                var allocated = GC.GetAllocatedBytesForCurrentThread();
                connection.Send(AnswerTo(request));
                Interlocked.Add(ref _allocatedBytes, GC.GetAllocatedBytesForCurrentThread() - allocated);
                Interlocked.Increment(ref _callCount);
                var rest = filled - request.Length;
                buffer.AsSpan(request.Length, rest).CopyTo(buffer);
                filled = rest;
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The client is gone, or the server was stopped.
        }
    }

    // The whole of the first request; empty while it is not there.
    private static ReadOnlySpan<byte> RequestIn(ReadOnlySpan<byte> bytes)
    {
        var end = bytes.IndexOf("\r\n\r\n"u8);
        if (end < 0)
        {
            return [];
        }

        var length = NumberAfter(bytes[..(end + 2)], "Content-Length: "u8);
        var whole = end + 4 + (int)length;
        return bytes.Length < whole ? [] : bytes[..whole];
    }

    private byte[] AnswerTo(ReadOnlySpan<byte> request)
    {
        var metrics = request.Count("\"Id\":\"m"u8);
        var key = (metrics, NumberAfter(request, "\"StartTime\":"u8), NumberAfter(request, "\"EndTime\":"u8));
        return _answers.GetOrAdd(key, static key => Render(key.Metrics, key.From, key.Before));
    }

    private static byte[] Render(int metrics, long from, long before)
    {
        var times = Enumerable.Range(0, (int)((before - from) / PeriodSeconds)).Select(i => from + (i * PeriodSeconds)).ToArray();
        var body = new StringBuilder("{\"Messages\":[],\"MetricDataResults\":[");
        for (var metric = 0; metric < metrics; metric++)
        {
            body.Append(metric == 0 ? string.Empty : ",").Append(CultureInfo.InvariantCulture, $"{{\"Id\":\"m{metric}\",\"Label\":\"RequestSeconds\",\"StatusCode\":\"Complete\",\"Timestamps\":[");
            body.AppendJoin(',', times).Append("],\"Values\":[");
            body.AppendJoin(',', times.Select(time => string.Create(CultureInfo.InvariantCulture, $"{30 + (7 * Math.Sin(time + metric))}"))).Append("]}");
        }

        var content = body.Append("]}").ToString();
        return Encoding.ASCII.GetBytes(string.Create(
            CultureInfo.InvariantCulture,
            $"HTTP/1.1 200 OK\r\nContent-Type: application/x-amz-json-1.0\r\nx-amzn-RequestId: 00000000-0000-0000-0000-000000000000\r\nContent-Length: {content.Length}\r\n\r\n{content}"));
    }

    private static long NumberAfter(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> name)
    {
        var at = bytes.IndexOf(name);
        return at >= 0 && Utf8Parser.TryParse(bytes[(at + name.Length)..], out long number, out _) ? number : 0;
    }
}
