using System.Net;
using System.Text;
using System.Text.Json;
using System.Xml;
using Amazon.Runtime;

namespace Autoscaler.Cloud.Aws.Wire;

/// <summary>
/// A call of AWS as its adapter makes it: it ends by a deadline, whatever the server does, and its faults are exceptions that can cross from one process to another and
/// that hold no secret.
/// </summary>
internal static class AwsCall
{
    /// <summary>Makes a call.</summary>
    /// <param name="name">Service and operation, for messages.</param>
    /// <param name="deadline">How long it may take, retries and pages together.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="call">The call.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <exception cref="TimeoutException">It did not end by the deadline; whether it was done is unknown.</exception>
    /// <exception cref="HttpRequestException">It failed.</exception>
    public static async Task<T> RunAsync<T>(string name, TimeSpan deadline, TimeProvider clock, Func<CancellationToken, Task<T>> call, CancellationToken cancellationToken)
    {
        using var timer = new CancellationTokenSource(deadline, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timer.Token);
        try
        {
            // A stream that hangs in a read is left to itself.
            return await call(either.Token).WaitAsync(either.Token);
        }
        catch (OperationCanceledException) when (timer.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"{name} did not end within {deadline:c}.");
        }
        catch (Exception e) when (e is AmazonServiceException or AmazonClientException or HttpRequestException or IOException or OperationCanceledException
                or XmlException or JsonException or InvalidDataException && !cancellationToken.IsCancellationRequested)
        {
            throw Translate(name, e);
        }
    }

    // The SDK's own exceptions stay here: they could not cross to another silo, and their causes may quote what was signed.
    private static HttpRequestException Translate(string name, Exception fault)
    {
        var text = new StringBuilder(name).Append(" failed");
        HttpStatusCode? status = null;
        if (fault is AmazonServiceException service)
        {
            status = service.StatusCode == 0 ? null : service.StatusCode;
            text.Append(": ").Append(service.ErrorCode is { Length: > 0 } code ? code : service.GetType().Name);
            text.Append(status is { } number ? $" (HTTP {(int)number})" : string.Empty);
            text.Append(service.RequestId is { Length: > 0 } id ? $", request {id}" : string.Empty);
        }

        for (var cause = fault; cause is not null; cause = cause.InnerException)
        {
            if (cause is not Amazon.Runtime.Internal.HttpErrorResponseException && WireError.Cut(cause.Message) is { } message)
            {
                text.Append(": ").Append(message);
            }
        }

        return new HttpRequestException(text.ToString(), null, status);
    }
}
