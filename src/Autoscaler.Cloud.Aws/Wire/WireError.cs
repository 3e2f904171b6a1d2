using System.Net;
using System.Text.Json;
using Amazon.Runtime;
using Amazon.Runtime.Internal.Transform;

namespace Autoscaler.Cloud.Aws.Wire;

/// <summary>What a service says when it does not do what it was asked.</summary>
internal static class WireError
{
    // What is said beyond is not for a log.
    private const int MaxMessageLength = 500;

    // An answer to a bad signature repeats what was signed, the session's token in it.
    private const string SignedText = "The Canonical String";

    /// <summary>Reads the code and the message; an answer in no known format is named by its status.</summary>
    public static AmazonServiceException Read(JsonUnmarshallerContext context, Exception cause, HttpStatusCode status)
    {
        var (code, message) = ReadBody(context.Stream);
        code ??= context.ResponseData.GetHeaderValue("x-amzn-ErrorType") is { Length: > 0 } header ? ShortCode(header) : null;
        code ??= status switch
        {
            HttpStatusCode.TooManyRequests => "TooManyRequestsException",
            HttpStatusCode.ServiceUnavailable => "ServiceUnavailable",
            HttpStatusCode.InternalServerError => "InternalFailure",
            _ => $"HTTP{(int)status}",
        };
        return new AmazonServiceException(
            Cut(message) ?? $"The service answered {(int)status} without saying why.", cause, ErrorType.Unknown, code, context.ResponseData.GetHeaderValue("x-amzn-RequestId"), status);
    }

    /// <summary>A message without what was signed, and not longer than a line of a log takes; null for none.</summary>
    public static string? Cut(string? message)
    {
        if (string.IsNullOrWhiteSpace(message))
        {
            return null;
        }

        var end = message.IndexOf(SignedText, StringComparison.Ordinal);
        var text = (end < 0 ? message : message[..end]).Trim();
        return text.Length <= MaxMessageLength ? text : text[..MaxMessageLength] + "…";
    }

    private static (string? Code, string? Message) ReadBody(Stream body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object)
            {
                return (null, null);
            }

            var code = Text(root, "__type") ?? Text(root, "code") ?? Text(root, "Code");
            return (code is null ? null : ShortCode(code), Text(root, "message") ?? Text(root, "Message"));
        }
        catch (Exception e) when (e is JsonException or InvalidDataException)
        {
            // A proxy's page, or no end: the status says what there is to say.
            return (null, null);
        }
    }

    private static string? Text(JsonElement root, string name) =>
        root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    // As namespace#Code or Code:address.
    private static string ShortCode(string code)
    {
        var from = code.LastIndexOf('#') + 1;
        var to = code.IndexOf(':', from);
        return to < 0 ? code[from..] : code[from..to];
    }
}
