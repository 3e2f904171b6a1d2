using System.Net;
using Autoscaler.Api.Tests.Kit;
using Autoscaler.Contracts.Access;
using Orleans.Runtime;

namespace Autoscaler.Api.Tests.Routes;

[Collection(SharedServer.Name)]
public sealed class ProblemTests(SharedServer shared)
{
    private string Viewer => shared.Token(SharedServer.Own, Role.Viewer);

    [Fact]
    public async Task Address_ThatIsNone_IsAProblemToo()
    {
        (await shared.Server.GetAsync("/v1/nonsense", Viewer)).Expect(HttpStatusCode.NotFound, "not-found");
        (await shared.Server.GetAsync("/openapi/v2.json", Viewer)).Expect(HttpStatusCode.NotFound, "not-found");
        (await shared.Server.PostAsync("/v1/whoami", Viewer)).Expect(HttpStatusCode.MethodNotAllowed, "method-not-allowed");
        (await shared.Server.SendAsync(HttpMethod.Patch, Specs.Path("acme", "chat"), Viewer, "{}")).Expect(HttpStatusCode.MethodNotAllowed, "method-not-allowed");
    }

    [Fact]
    public async Task Fault_OfAGrain_IsTracedAndKeepsItsTextToItself()
    {
        await using var server = await TestServer.StartAsync();
        server.Store.Fault = new InvalidOperationException("umbra-corp's password");
        var fault = (await server.GetAsync("/v1/changes", server.PlatformToken)).Expect(HttpStatusCode.InternalServerError, "fault");
        Assert.StartsWith("urn:autoscaler:trace:", fault["instance"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.DoesNotContain("password", fault.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("InvalidOperation", fault.Text, StringComparison.Ordinal);

        server.Store.Fault = new TimeoutException("no answer");
        Assert.NotNull((await server.GetAsync("/v1/changes", server.PlatformToken)).Expect(HttpStatusCode.ServiceUnavailable, "unavailable").RetryAfter);
        server.Store.Fault = new SiloUnavailableException("gone");
        Assert.NotNull((await server.GetAsync("/v1/changes", server.PlatformToken)).Expect(HttpStatusCode.ServiceUnavailable, "unavailable").RetryAfter);
        server.Store.Fault = new AccessDeniedException(AccessDenial.RoleTooLow, "no");
        (await server.GetAsync("/v1/changes", server.PlatformToken)).Expect(HttpStatusCode.Forbidden, "role-too-low");
        server.Store.Fault = new AccessDeniedException(AccessDenial.NotVisible, "no");
        (await server.GetAsync("/v1/changes", server.PlatformToken)).Expect(HttpStatusCode.NotFound, "not-found");
    }

    [Fact]
    public async Task Tenant_ThatHasEndpoints_IsNotRemovedAndAnEmptyOneIs()
    {
        var admin = shared.Token(null, Role.Admin);
        (await shared.Server.PutAsync("/v1/tenants/temp", admin, "{}")).Expect(HttpStatusCode.Created);
        (await shared.Server.PutAsync("/v1/tenants/temp", admin, """{ "maxEndpoints": 10001 }""")).Expect(HttpStatusCode.UnprocessableEntity, "invalid-spec");
        (await shared.Server.SendAsync(HttpMethod.Delete, "/v1/tenants/temp", admin, null, "application/json", ("If-Match", "\"9\""))).Expect(HttpStatusCode.PreconditionFailed);
        (await shared.Server.SendAsync(HttpMethod.Delete, "/v1/tenants/temp", admin)).Expect(HttpStatusCode.NoContent);
        (await shared.Server.SendAsync(HttpMethod.Delete, "/v1/tenants/temp", admin)).Expect(HttpStatusCode.NotFound);
        (await shared.Server.SendAsync(HttpMethod.Delete, $"/v1/tenants/{SharedServer.Other}", admin)).Expect(HttpStatusCode.Conflict, "conflict");
        (await shared.Server.GetAsync("/v1/tenants/temp/endpoints", admin)).Expect(HttpStatusCode.NotFound);
    }
}
