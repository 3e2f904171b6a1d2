using Autoscaler.Api.Problems;
using Autoscaler.Documents;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Net.Http.Headers;

namespace Autoscaler.Api.Calls;

/// <summary>Reads bodies, and tells what is wrong with them.</summary>
internal static class RequestBody
{
    /// <summary>What errors would call the body's file.</summary>
    public const string Name = "body";

    private const int ChunkBytes = 16_384;

    /// <summary>The whole body.</summary>
    /// <exception cref="ProblemException">It is too large.</exception>
    public static async Task<ReadOnlyMemory<byte>> ReadAsync(ApiCall call)
    {
        var request = call.Http.Request;
        var most = call.Http.RequestServices.GetRequiredService<IOptions<ApiOptions>>().Value.MaxBodyBytes;
        if (request.Headers.ContentEncoding.Count > 0)
        {
            throw new ProblemException(ProblemKind.UnsupportedMediaType, "Expected a body without a content encoding.");
        }

        if (request.ContentLength > most)
        {
            throw TooLarge(most);
        }

        var body = new MemoryStream((int)(request.ContentLength ?? 0));
        var chunk = new byte[ChunkBytes];
        for (int read; (read = await request.Body.ReadAsync(chunk, call.Aborted)) > 0;)
        {
            if (body.Length + read > most)
            {
                throw TooLarge(most);
            }

            body.Write(chunk, 0, read);
        }

        return body.GetBuffer().AsMemory(0, (int)body.Length);
    }

    /// <summary>How the body says it is written.</summary>
    public static DocumentSyntax SyntaxOf(HttpRequest request) =>
        MediaTypeHeaderValue.TryParse(request.ContentType, out var type) && type.MediaType.Equals(MediaTypes.Yaml, StringComparison.OrdinalIgnoreCase) ? DocumentSyntax.Yaml : DocumentSyntax.Json;

    /// <summary>What the body says.</summary>
    /// <exception cref="ProblemException">Something is wrong with it: all of it.</exception>
    public static T ValueOf<T>(DocumentResult<T> document)
        where T : class => document.IsValid ? document.Value : throw new ProblemException(ProblemOf(document.Errors, document.OmittedCount));

    /// <summary>What a caller is told of errors in a body.</summary>
    public static Problem ProblemOf(ImmutableArray<InputError> errors, long omitted)
    {
        // A text that is no document was not understood; anything else was.
        var isText = errors.Any(static error => error.Field == InputError.WholeDocument);
        return new Problem(isText ? ProblemKind.InvalidRequest : ProblemKind.InvalidSpec, omitted > 0 ? $"{errors.Length} errors and {omitted} more." : null)
        {
            Errors = [.. errors.Select(static error => new FieldError(error.Field, error.Line, error.Column, error.Expected, error.Found))],
        };
    }

    private static ProblemException TooLarge(int most) => new(ProblemKind.TooLarge, $"A body has at most {most} bytes.");
}
