using Autoscaler.Dashboard.Access;
using Autoscaler.Dashboard.Pages;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Autoscaler.Dashboard;

/// <summary>Adds the operations dashboard to a web host.</summary>
public static class DashboardApplicationExtensions
{
    // Everything comes from here; styles may stand in elements, because widths of bars do.
    private const string ContentPolicy = "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'none'; base-uri 'self'; form-action 'self'; object-src 'none'";

    /// <summary>Adds the pages under <c>/dashboard</c>, and leads from <c>/</c> there.</summary>
    /// <param name="app">The host.</param>
    /// <returns>What changes all pages.</returns>
    public static IEndpointConventionBuilder MapAutoscalerDashboard(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        app.Use(static (context, next) => SameOriginGuard.InvokeAsync(context, new RequestDelegate(next)));
        app.UseWhen(static context => context.Request.Path.StartsWithSegments(DashboardAddresses.Root, StringComparison.OrdinalIgnoreCase), static pages => pages.Use(AddHeadersAsync));
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseAntiforgery();
        app.MapGet("/", static () => Results.Redirect(DashboardAddresses.Root)).ExcludeFromDescription();
        app.MapGet(EmbeddedAsset.Route, EmbeddedAsset.WriteAsync).ExcludeFromDescription();
        app.MapGet(DashboardAddresses.Session, static (HttpContext context) => context.User.Identity?.IsAuthenticated == true ? Results.NoContent() : Results.Ok())
            .ExcludeFromDescription();
        app.MapPost(DashboardAddresses.SignOut, SignOutAsync).ExcludeFromDescription();
        return app.MapRazorComponents<App>().AddInteractiveServerRenderMode(static server => server.ContentSecurityFrameAncestorsPolicy = "'none'");
    }

    private static Task AddHeadersAsync(HttpContext context, RequestDelegate next)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = ContentPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        headers.CacheControl = "no-cache, no-store";
        headers.Pragma = "no-cache";
        return next(context);
    }

    private static async Task<IResult> SignOutAsync(HttpContext context, IAntiforgery forms)
    {
        if (!await forms.IsRequestValidAsync(context))
        {
            return Results.BadRequest();
        }

        await context.SignOutAsync(SessionCookie.Scheme);
        return Results.Redirect(DashboardAddresses.SignIn);
    }
}
