using Microsoft.AspNetCore.Components;

namespace Autoscaler.Dashboard;

/// <summary>Where pages are.</summary>
public static class DashboardAddresses
{
    /// <summary>Where the dashboard is: the fleet.</summary>
    public const string Root = "/dashboard";

    internal const string SignIn = $"{Root}/sign-in";
    internal const string SignOut = $"{Root}/sign-out";
    internal const string Session = $"{Root}/session";
    internal const string Instances = $"{Root}/instances";
    internal const string Caches = $"{Root}/caches";
    internal const string Journal = $"{Root}/journal";
    internal const string Capacity = $"{Root}/capacity";
    internal const string ReturnParameter = "to";

    internal static string Endpoint(EndpointId id) => $"{Root}/endpoints/{id.Tenant.Value}/{id.Name}";

    internal static string SignInFor(NavigationManager navigation)
    {
        var here = new Uri(navigation.Uri).PathAndQuery;
        return here.StartsWith(SignIn, StringComparison.Ordinal) ? here : $"{SignIn}?{ReturnParameter}={Uri.EscapeDataString(here)}&ended=true";
    }

    /// <summary>Where to go after signing in: a page of the dashboard, and never what somebody else's link says.</summary>
    internal static string Return(string? to) =>
        to is not null && (to == Root || to.StartsWith($"{Root}/", StringComparison.Ordinal) || to.StartsWith($"{Root}?", StringComparison.Ordinal)) && !to.Contains('\\', StringComparison.Ordinal)
            ? to
            : Root;
}
