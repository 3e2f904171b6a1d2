using Microsoft.AspNetCore.Http;

namespace Autoscaler.Dashboard.Access;

/// <summary>
/// Refuses what a page of another site has a browser send to the dashboard: connections of its pages, over which all changes go, and forms. Cookies do not come with those
/// either; this stands where a browser lets one through.
/// </summary>
internal static class SameOriginGuard
{
    // Where the framework connects pages.
    private const string Connections = "/_blazor";

    public static Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        var request = context.Request;
        var concerns = request.Path.StartsWithSegments(Connections, StringComparison.OrdinalIgnoreCase)
            || (request.Path.StartsWithSegments(DashboardAddresses.Root, StringComparison.OrdinalIgnoreCase) && !HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method));
        if (!concerns || IsSameOrigin(request))
        {
            return next(context);
        }

        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    }

    // Browsers name the site wherever they trust the connection, else the origin; what is no browser names neither, and has no cookie to misuse.
    private static bool IsSameOrigin(HttpRequest request) => request.Headers["Sec-Fetch-Site"].ToString() switch
    {
        "" => request.Headers.Origin is not [{ } origin] || (Uri.TryCreate(origin, UriKind.Absolute, out var uri) && HostString.FromUriComponent(uri) == Authority(request)),
        "same-origin" or "none" => true,
        _ => false,
    };

    private static HostString Authority(HttpRequest request) =>
        Uri.TryCreate($"{request.Scheme}://{request.Host.Value}", UriKind.Absolute, out var uri) ? HostString.FromUriComponent(uri) : default;
}
