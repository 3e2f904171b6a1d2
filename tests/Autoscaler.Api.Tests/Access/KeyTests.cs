using System.Net;
using Autoscaler.Api.Tests.Kit;
using Autoscaler.Contracts.Access;

namespace Autoscaler.Api.Tests.Access;

[Collection(SharedServer.Name)]
public sealed class KeyTests(SharedServer shared)
{
    private const string Keys = "/v1/tenants/acme/keys";

    [Fact]
    public async Task Key_OfATenant_IsShownOnceWorksAndIsRevokedAtOnce()
    {
        var made = (await shared.Server.PostAsync(Keys, shared.Admin, """{ "name": "ci", "role": "operator", "for": "720h" }""")).Expect(HttpStatusCode.Created);
        var (id, token) = (made["key", "id"]!.GetValue<string>(), made["token"]!.GetValue<string>());
        var me = (await shared.Server.GetAsync("/v1/whoami", token)).Expect(HttpStatusCode.OK);
        Assert.Equal((id, "ci", "operator", "acme"), (me["keyId"]!.GetValue<string>(), me["name"]!.GetValue<string>(), me["role"]!.GetValue<string>(), me["tenant"]!.GetValue<string>()));

        var listed = (await shared.Server.GetAsync(Keys, shared.Admin)).Expect(HttpStatusCode.OK);
        Assert.Contains(id, listed.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(token[^64..], listed.Text, StringComparison.Ordinal);

        (await shared.Server.SendAsync(HttpMethod.Delete, $"{Keys}/{id}", shared.Admin)).Expect(HttpStatusCode.NoContent);
        (await shared.Server.GetAsync("/v1/whoami", token)).Expect(HttpStatusCode.Unauthorized, "invalid-key");
        (await shared.Server.SendAsync(HttpMethod.Delete, $"{Keys}/{id}", shared.Admin)).Expect(HttpStatusCode.NoContent);
        (await shared.Server.SendAsync(HttpMethod.Delete, $"{Keys}/abcdefghijkl", shared.Admin)).Expect(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Key_ThatExpires_IsRefusedAfterThat()
    {
        // The shortest that there is: what is wrong with it is said by the ring, at the field that the body has.
        var answer = (await shared.Server.PostAsync(Keys, shared.Admin, """{ "name": "ci", "role": "viewer", "for": "59s" }""")).Expect(HttpStatusCode.UnprocessableEntity, "invalid-spec");
        Assert.Equal(["for 1:42"], answer.Errors);
    }

    [Fact]
    public async Task Key_WithEverythingWrong_SaysAllAtOnce()
    {
        var answer = (await shared.Server.PostAsync(Keys, shared.Admin, "{ \"role\": \"root\",\n  \"for\": 5, \"forever\": true }")).Expect(HttpStatusCode.UnprocessableEntity, "invalid-spec");
        Assert.Equal(["name 1:1", "role 1:11", "for 2:10", "forever 2:13"], answer.Errors);
    }

    [Fact]
    public async Task Keys_OfATenantThatIsNotThere_AreNotEither()
    {
        (await shared.Server.GetAsync("/v1/tenants/nobody/keys", shared.Token(null, Role.Admin))).Expect(HttpStatusCode.NotFound);
        (await shared.Server.PostAsync("/v1/tenants/nobody/keys", shared.Token(null, Role.Admin), """{ "name": "ci", "role": "viewer" }""")).Expect(HttpStatusCode.NotFound);
    }
}
