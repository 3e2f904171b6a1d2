using System.Net;
using Autoscaler.Contracts.Access;

namespace Autoscaler.Dashboard.Tests.Pages;

[Collection(OneDashboard.Name)]
public sealed class SignInTests(OneDashboard one)
{
    [ChromiumFact]
    public async Task SignIn_AWrongKeyThenTheRightOne_LeadsToThePageAskedFor()
    {
        await using var window = await one.OpenAsync();
        await window.GoAsync("/");
        await window.Page.WaitForURLAsync("**/dashboard/sign-in**");
        await window.GoAsync("/dashboard/journal");
        await window.Page.FillAsync("#key", $"asp_{new string('a', 12)}_{new string('b', 64)}");
        await window.Page.ClickAsync("button[type=submit]");
        await window.Expect(window.Page.GetByRole(AriaRole.Alert).First).ToContainTextAsync("not in force");

        await window.Page.FillAsync("#key", one.Key);
        await window.Page.ClickAsync("button[type=submit]");
        await window.Page.WaitForURLAsync("**/dashboard/journal");
        await window.Expect(window.Page.GetByRole(AriaRole.Heading, new() { Name = "Journal" })).ToBeVisibleAsync();
    }

    [ChromiumFact]
    public async Task SignIn_TheRightKey_KeepsItInACookieThatNoScriptAndNoOtherSiteHas()
    {
        await using var window = await one.OpenAsync(one.Key, "/dashboard");
        var cookie = Assert.Single(await window.CookiesAsync(), static cookie => cookie.Name == "autoscaler-session");
        Assert.True(cookie.HttpOnly);
        Assert.Equal(SameSiteAttribute.Strict, cookie.SameSite);
        Assert.DoesNotContain(one.Key.Split('_')[^1], cookie.Value, StringComparison.Ordinal);
        Assert.Empty(window.Faults);
    }

    [ChromiumFact]
    public async Task SignOut_OfOneWindow_EndsTheSession()
    {
        await using var window = await one.OpenAsync(one.Key, "/dashboard");
        await window.Page.ClickAsync("text=Sign out");
        await window.Page.WaitForURLAsync("**/dashboard/sign-in**");
        await window.GoAsync("/dashboard");
        await window.Expect(window.Page.Locator("#key")).ToBeVisibleAsync();
    }

    [ChromiumFact]
    public async Task Page_OfAKeyThatIsRevoked_IsLeft()
    {
        var (token, id) = await one.CreateKeyAsync(Role.Operator, null);
        await one.PutAsync("revoked/one");
        await using var window = await one.OpenAsync(token, "/dashboard/endpoints/revoked/one");
        await window.Expect(window.Test("pause")).ToBeVisibleAsync();
        await one.Grains.GetGrain<IKeyRingGrain>(KeyRingId.Platform.ToString()).RevokeAsync(id, CancellationToken.None);
        await window.Page.WaitForURLAsync("**/dashboard/sign-in**");
    }

    [ChromiumFact]
    public async Task Change_WithoutTheFormsToken_IsRefused()
    {
        using var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false });
        using var body = new FormUrlEncodedContent([new("Key", one.Key), new("_handler", "sign-in")]);
        using var signIn = await client.PostAsync(new Uri($"{one.Url}/dashboard/sign-in"), body);
        Assert.Equal(HttpStatusCode.BadRequest, signIn.StatusCode);
        using var none = new FormUrlEncodedContent([]);
        using var signOut = await client.PostAsync(new Uri($"{one.Url}/dashboard/sign-out"), none);
        Assert.Equal(HttpStatusCode.BadRequest, signOut.StatusCode);
    }

    [ChromiumFact]
    public async Task Connection_FromAnotherSitesPage_IsRefused()
    {
        using var client = new HttpClient();
        foreach (var (name, value) in new[] { ("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Site", "same-site"), ("Origin", "http://elsewhere.example") })
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, $"{one.Url}/_blazor/negotiate?negotiateVersion=1");
            request.Headers.Add(name, value);
            using var response = await client.SendAsync(request);
            Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        }
    }
}
