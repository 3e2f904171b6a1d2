using Autoscaler.Contracts.Clients;
using Autoscaler.Dashboard.Access;
using Autoscaler.Dashboard.Live;
using Autoscaler.Dashboard.Text;
using Autoscaler.Keys;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Components.Server;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Radzen;

namespace Autoscaler.Dashboard;

/// <summary>Registers the operations dashboard.</summary>
public static class DashboardServiceCollectionExtensions
{
    private static readonly TimeSpan LostPagesKept = TimeSpan.FromMinutes(1);

    /// <summary>
    /// Adds the dashboard's services to a web host that has an <see cref="IGrainFactory"/>. Its pages are added by
    /// <see cref="DashboardApplicationExtensions.MapAutoscalerDashboard"/>. Safe to call twice.
    /// </summary>
    /// <param name="services">The host's services.</param>
    /// <param name="configure">Changes options; null for the defaults.</param>
    public static IServiceCollection AddAutoscalerDashboard(this IServiceCollection services, Action<DashboardOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.AddOptions<DashboardOptions>().ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<DashboardOptions>, DashboardOptionsValidator>());
        if (configure is not null)
        {
            services.Configure(configure);
        }

        if (services.Any(static service => service.ServiceType == typeof(Feeds)))
        {
            return services;
        }

        services.TryAddSingleton(TimeProvider.System);
        services.AddAutoscalerKeys();
        services.AddAutoscalerClient();
        services.AddSingleton<Feeds>();
        services.AddScoped<DashboardSession>();
        services.AddScoped<Viewer>();
        services.AddScoped<Changes>();
        services.AddRazorComponents().AddInteractiveServerComponents();
        services.AddOptions<CircuitOptions>().Configure<IOptions<DashboardOptions>>(static (circuits, dashboard) =>
        {
            circuits.DisconnectedCircuitRetentionPeriod = LostPagesKept;
            circuits.DisconnectedCircuitMaxRetained = dashboard.Value.RetainedPages;
        });
        services.AddRadzenComponents();
        services.AddCascadingAuthenticationState();
        services.AddAuthorization();
        AddSessions(services);
        return services;
    }

    private static void AddSessions(IServiceCollection services)
    {
        services.AddScoped<SessionEvents>();
        services.AddAuthentication(SessionCookie.Scheme).AddCookie(SessionCookie.Scheme, static cookies =>
        {
            cookies.Cookie.Name = SessionCookie.Scheme;
            cookies.Cookie.HttpOnly = true;
            cookies.Cookie.SameSite = SameSiteMode.Strict;
            cookies.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            cookies.LoginPath = DashboardAddresses.SignIn;
            cookies.ReturnUrlParameter = DashboardAddresses.ReturnParameter;
            cookies.SlidingExpiration = true;
            cookies.EventsType = typeof(SessionEvents);
        });
        services.AddOptions<CookieAuthenticationOptions>(SessionCookie.Scheme)
            .Configure<IOptions<DashboardOptions>>(static (cookies, dashboard) => cookies.ExpireTimeSpan = dashboard.Value.SessionLifetime);
        services.AddAntiforgery(static forms =>
        {
            forms.Cookie.Name = "autoscaler-form";
            forms.Cookie.SameSite = SameSiteMode.Strict;
            forms.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        });
        services.AddDataProtection().SetApplicationName("autoscaler");
        services.AddSingleton<IConfigureOptions<Microsoft.AspNetCore.DataProtection.KeyManagement.KeyManagementOptions>, SessionKeys>();
    }
}
