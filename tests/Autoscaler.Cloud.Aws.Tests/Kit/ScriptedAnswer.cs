using System.Text;

namespace Autoscaler.Cloud.Aws.Tests.Kit;

/// <summary>What a scripted server says.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="ContentType">Of the body.</param>
/// <param name="Body">The bytes.</param>
public sealed record ScriptedAnswer(int Status, string ContentType, byte[] Body)
{
    /// <summary>More headers.</summary>
    public ImmutableDictionary<string, string> Headers { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>200 with JSON.</summary>
    public static ScriptedAnswer Json(string json) => new(200, "application/x-amz-json-1.1", Encoding.UTF8.GetBytes(json));

    /// <summary>200 with XML.</summary>
    public static ScriptedAnswer Xml(string xml) => new(200, "text/xml", Encoding.UTF8.GetBytes(xml));

    /// <summary>An error in the words of the request's protocol: of JSON, of EC2, or of S3 and the other query protocols.</summary>
    public static ScriptedAnswer Error(ScriptedRequest request, int status, string code, string message)
    {
        if (request.IsJson)
        {
            return Json($$"""{"__type":"{{code}}","message":"{{message}}"}""") with { Status = status };
        }

        var error = $"<Error><Code>{code}</Code><Message>{message}</Message></Error>";
        return Xml(request.Form.ContainsKey("Action") ? $"<Response><Errors>{error}</Errors><RequestID>1</RequestID></Response>" : error) with { Status = status };
    }
}
