using System.Globalization;
using System.Text;
using Autoscaler.Contracts.Endpoints;
using Autoscaler.Contracts.Tenants;
using Autoscaler.Documents;

namespace Autoscaler.Api.Calls;

/// <summary>What handlers answer.</summary>
internal static class Answers
{
    /// <summary>A view.</summary>
    public static IResult Json<T>(T view, int status = StatusCodes.Status200OK) => TypedResults.Json(view, AutoscalerJson.Options, MediaTypes.Json, status);

    /// <summary>An endpoint, with its version.</summary>
    public static IResult Endpoint(ApiCall call, EndpointView view, int status = StatusCodes.Status200OK)
    {
        SetVersion(call, view.Version);
        return Json(view, status);
    }

    /// <summary>A tenant, with its version.</summary>
    public static IResult Tenant(ApiCall call, TenantView view, int status = StatusCodes.Status200OK)
    {
        SetVersion(call, view.Version);
        return Json(view, status);
    }

    /// <summary>A document as the caller likes it, with the version that it is of.</summary>
    public static IResult Document<T>(ApiCall call, T document, Func<T, string> yaml, long version)
    {
        SetVersion(call, version);
        return MediaTypes.Choose(call.Http.Request.Headers.Accept, [MediaTypes.Json, MediaTypes.Yaml]) == MediaTypes.Yaml
            ? TypedResults.Text(yaml(document), MediaTypes.Yaml, Encoding.UTF8)
            : Json(document);
    }

    /// <summary>Says the version that the answer is of.</summary>
    public static void SetVersion(ApiCall call, long version) => call.Http.Response.Headers.ETag = string.Create(CultureInfo.InvariantCulture, $"\"{version}\"");
}
