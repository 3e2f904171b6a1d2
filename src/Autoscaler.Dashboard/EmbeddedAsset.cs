using System.IO.Compression;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Autoscaler.Dashboard;

/// <summary>A file that browsers get, kept in the assembly. Its address holds its content's hash, so that it can be kept for ever.</summary>
internal sealed class EmbeddedAsset
{
    private const string Folder = $"{DashboardAddresses.Root}/assets";
    private const int HashCharacters = 16;

    private static readonly ImmutableDictionary<string, EmbeddedAsset> All = new[]
    {
        new EmbeddedAsset("app.css", "text/css; charset=utf-8"),
        new EmbeddedAsset("app.js", "text/javascript; charset=utf-8"),
        new EmbeddedAsset("theme.js", "text/javascript; charset=utf-8"),
        new EmbeddedAsset("blazor.web.js", "text/javascript; charset=utf-8"),
        new EmbeddedAsset("Radzen.Blazor.min.js", "text/javascript; charset=utf-8"),
        new EmbeddedAsset("icon.svg", "image/svg+xml"),
    }.ToImmutableDictionary(static asset => asset._name);

    private readonly string _name;
    private readonly string _type;
    private readonly byte[] _plain;
    private readonly byte[] _compressed;
    private readonly string _hash;

    private EmbeddedAsset(string name, string type)
    {
        (_name, _type) = (name, type);
        using var file = typeof(EmbeddedAsset).Assembly.GetManifestResourceStream(name) ?? throw new InvalidOperationException($"The assembly holds no {name}.");
        using var plain = new MemoryStream();
        file.CopyTo(plain);
        _plain = plain.ToArray();
        using var compressed = new MemoryStream();
        using (var brotli = new BrotliStream(compressed, CompressionLevel.Optimal))
        {
            brotli.Write(_plain);
        }

        _compressed = compressed.ToArray();
        _hash = Convert.ToHexStringLower(SHA256.HashData(_plain))[..HashCharacters];
    }

    /// <summary>The route of all of them.</summary>
    public static string Route => $"{Folder}/{{hash}}/{{name}}";

    /// <summary>A file's address.</summary>
    public static string AddressOf(string name) => $"{Folder}/{All[name]._hash}/{name}";

    /// <summary>Answers with a file.</summary>
    public static async Task WriteAsync(HttpContext context)
    {
        if (context.Request.RouteValues["name"] is not string name || !All.TryGetValue(name, out var asset) || context.Request.RouteValues["hash"] as string != asset._hash)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        var takesBrotli = context.Request.GetTypedHeaders().AcceptEncoding.Any(static encoding => encoding.Value == "br" && encoding.Quality != 0);
        var body = takesBrotli ? asset._compressed : asset._plain;
        var headers = context.Response.Headers;
        headers.CacheControl = "public, max-age=31536000, immutable";
        headers.Vary = HeaderNames.AcceptEncoding;
        headers.XContentTypeOptions = "nosniff";
        if (takesBrotli)
        {
            headers.ContentEncoding = "br";
        }

        context.Response.ContentType = asset._type;
        context.Response.ContentLength = body.Length;
        await context.Response.Body.WriteAsync(body, context.RequestAborted);
    }
}
