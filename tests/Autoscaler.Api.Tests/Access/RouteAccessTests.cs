using System.Net;
using Autoscaler.Api.Tests.Kit;
using Autoscaler.Contracts.Access;

namespace Autoscaler.Api.Tests.Access;

/// <summary>Every route, and everybody who may come.</summary>
[Collection(SharedServer.Name)]
public sealed class RouteAccessTests(SharedServer shared)
{
    private static readonly HttpStatusCode[] Refusals = [HttpStatusCode.Unauthorized, HttpStatusCode.Forbidden, HttpStatusCode.TooManyRequests];

    public static TheoryData<string> Routes => [.. RouteList.All.Select(static route => route.ToString())];

    [Fact]
    public void Routes_OfTheApi_AreThoseOfItsReference()
    {
        var reference = File.ReadAllText(Path.Combine(RepositoryRoot.Path, "docs", "api.md"));
        foreach (var pattern in RouteList.All.Select(static route => route.Pattern).Distinct())
        {
            var written = pattern.Replace("/v1/tenants/{tenant}/endpoints/{endpoint}", "E", StringComparison.Ordinal);
            Assert.True(
                Tails(written).Any(tail => reference.Contains(tail, StringComparison.Ordinal)), $"Expected docs/api.md to name the route {written}; found nothing of it.");
        }
    }

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task Route_WithoutAKeyInForce_IsNotOpen(string route)
    {
        var mapped = RouteList.Find(route);
        var (none, wrong, malformed, basic) = (
            await SendAsync(mapped, SharedServer.Own, null),
            await SendAsync(mapped, SharedServer.Own, WithOtherSecret(shared.Admin)),
            await SendAsync(mapped, SharedServer.Own, "asp_abc"),
            await SendAsync(mapped, SharedServer.Own, WithOtherTenant(shared.Admin)));
        Assert.Equal(("no-key", "Bearer"), (none.Expect(HttpStatusCode.Unauthorized).Problem, none.WwwAuthenticate));
        Assert.All([wrong, malformed, basic], answer => Assert.Equal("invalid-key", answer.Expect(HttpStatusCode.Unauthorized).Problem));
    }

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task Route_WithAKeyOfAnotherTenant_TellsNothing(string route)
    {
        var mapped = RouteList.Find(route);
        var token = shared.Token(SharedServer.Own, Role.Admin);
        var others = await SendAsync(mapped, SharedServer.Other, token, SharedServer.OtherEndpoint);
        var nobodys = await SendAsync(mapped, "no-such-tenant", token, SharedServer.OtherEndpoint);
        if (mapped.NamesTenant || mapped.Access.IsOfPlatform)
        {
            others.Expect(HttpStatusCode.NotFound, "not-found");
            Assert.Equal(WithoutInstance(nobodys), WithoutInstance(others));
        }

        Assert.False(Names(others), $"{route} told of another tenant: {others.Text}");
    }

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task Route_WithAKeyOfEachRole_AllowsWhatTheRoleMay(string route)
    {
        var mapped = RouteList.Find(route);
        var endpoint = $"model-{RouteList.All.IndexOf(mapped)}";
        await shared.Server.PutEndpointAsync(Specs.Endpoint(SharedServer.Victim, endpoint, minCopies: 0));
        foreach (var role in Enum.GetValues<Role>())
        {
            var own = await SendAsync(mapped, SharedServer.Victim, shared.Token(SharedServer.Victim, role), endpoint);
            if (mapped.Access.IsOfPlatform)
            {
                own.Expect(HttpStatusCode.NotFound, "not-found");
            }
            else
            {
                AssertRole(own, role, mapped);
            }
        }

        foreach (var role in Enum.GetValues<Role>())
        {
            AssertRole(await SendAsync(mapped, SharedServer.Victim, shared.Token(null, role), endpoint), role, mapped);
        }
    }

    [Fact]
    public async Task Health_WithoutAKey_IsNotTheApis() => (await shared.Server.GetAsync("/health/live", null)).Expect(HttpStatusCode.OK);

    [Theory]
    [InlineData("/v1")]
    [InlineData("/v1/")]
    [InlineData("/v1/nonsense")]
    [InlineData("/V1/fleet")]
    [InlineData("/openapi/v1.json")]
    [InlineData("/openapi/v2.json")]
    public async Task Address_OfTheApiWithoutAKey_IsNotOpen(string path) => (await shared.Server.GetAsync(path, null)).Expect(HttpStatusCode.Unauthorized, "no-key");

    private static void AssertRole(Answer answer, Role role, MappedRoute route)
    {
        if (role < route.Access.Role)
        {
            answer.Expect(HttpStatusCode.Forbidden, "role-too-low");
            return;
        }

        Assert.False(Refusals.Contains(answer.Status), $"{route} refused {role}: {answer.Text}");
        Assert.True(
            answer.Status < HttpStatusCode.InternalServerError || (answer.Status == HttpStatusCode.ServiceUnavailable && answer.Problem == "not-ready"),
            $"{route} failed for {role}: {answer.Status} {answer.Text}");
    }

    private Task<Answer> SendAsync(MappedRoute route, string tenant, string? token, string endpoint = "model") =>
        shared.Server.SendAsync(new HttpMethod(route.Method), route.Path(tenant, endpoint), token, route.Body);

    private static bool Names(Answer answer) =>
        answer.Text.Contains(SharedServer.Other, StringComparison.OrdinalIgnoreCase) || answer.Text.Contains(SharedServer.OtherEndpoint, StringComparison.OrdinalIgnoreCase);

    private static string WithoutInstance(Answer answer)
    {
        var json = answer.Json.AsObject();
        json.Remove("instance");
        return $"{answer.Status} {json.ToJsonString()}";
    }

    private static string WithOtherSecret(string token) => $"{token[..^64]}{new string('0', 64)}";

    private static string WithOtherTenant(string token) => token.Replace("_acme_", $"_{SharedServer.Other}_", StringComparison.Ordinal);

    // The reference writes some addresses short: `…/components/{component}`.
    private static IEnumerable<string> Tails(string pattern)
    {
        yield return pattern;
        for (var slash = pattern.IndexOf('/', 1); slash > 0; slash = pattern.IndexOf('/', slash + 1))
        {
            yield return $"…{pattern[slash..]}";
        }
    }
}
