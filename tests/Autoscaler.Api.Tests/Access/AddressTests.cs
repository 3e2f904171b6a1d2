using System.Net;
using Autoscaler.Api.Tests.Kit;
using Autoscaler.Contracts.Access;

namespace Autoscaler.Api.Tests.Access;

/// <summary>What is no name, and tricks with paths.</summary>
[Collection(SharedServer.Name)]
public sealed class AddressTests(SharedServer shared)
{
    private const string Tenants = "/v1/tenants/";

    public static TheoryData<string> NoNames =>
    [
        "Acme", "ACME", "ac_me", "acme%20", "%61%63me!", "acme%2Fchat", "acme%2fchat", "acme%5Cchat", "acme%00", "acme;x=1", "..%2f..", "..%2fumbra-corp", "%C3%A4cme",
        "%E2%80%AEacme", "acme%0d%0aX-Evil:1", "*", "platform%2f", "acme'--", "$%7Bjndi%7D", "%25%2e", new string('a', 64), new string('a', 10_240),
    ];

    [Theory]
    [MemberData(nameof(NoNames))]
    public async Task Name_ThatIsNone_IsNothingsAndTouchesNoGrain(string name)
    {
        var before = shared.Server.Called.Keys.ToHashSet();
        foreach (var path in new[] { $"{Tenants}{name}", $"{Tenants}{name}/endpoints", $"{Tenants}acme/endpoints/{name}", $"{Tenants}acme/endpoints/chat/components/{name}/policy", $"{Tenants}acme/endpoints/chat/slots/{name}" })
        {
            var answer = await shared.Server.GetAsync(path, shared.Token(null, Role.Admin));
            Assert.True(answer.Status is HttpStatusCode.NotFound or HttpStatusCode.BadRequest or HttpStatusCode.RequestUriTooLong, $"{path[..Math.Min(100, path.Length)]}: {answer.Status} {answer.Text}");
        }

        Assert.DoesNotContain(shared.Server.Called.Keys.Except(before), static key => !IsOfEndpoints(key));
    }

    [Theory]
    [InlineData("/v1/tenants/acme/../umbra-corp")]
    [InlineData("/v1/tenants/acme/./../umbra-corp/endpoints/hidden-model")]
    [InlineData("/v1/tenants/acme/%2e%2e/umbra-corp/endpoints")]
    [InlineData("/v1/tenants//umbra-corp")]
    [InlineData("/v1//tenants/umbra-corp")]
    [InlineData("//v1/tenants/umbra-corp")]
    [InlineData("/v1/tenants/acme/endpoints/chat%2f..%2f..%2fumbra-corp")]
    [InlineData("/v1/tenants/acme%2f..%2fumbra-corp/endpoints/hidden-model")]
    [InlineData("/v1/tenants/acme/endpoints/..%5c..%5cumbra-corp")]
    public async Task Path_ThatClimbs_LeadsToNothing(string path)
    {
        var answer = await shared.Server.SendRawAsync("GET", path, shared.Admin);
        Assert.True(answer.Status is 400 or 404, $"{answer.Status} {answer.Text}");
        Assert.DoesNotContain(SharedServer.OtherEndpoint, answer.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("maxEndpoints", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Name_AtItsLimit_IsOne()
    {
        var name = new string('a', 63);
        var path = Specs.Path(SharedServer.Own, name);
        (await shared.Server.PutAsync(path, shared.Admin, Specs.Json(SharedServer.Own, name, minCopies: 0))).Expect(HttpStatusCode.Created);
        (await shared.Server.GetAsync(path, shared.Admin)).Expect(HttpStatusCode.OK);
        (await shared.Server.GetAsync($"{path}a", shared.Admin)).Expect(HttpStatusCode.NotFound, "not-found");
    }

    // Endpoints tick by themselves meanwhile.
    private static bool IsOfEndpoints(string key) => key.Contains('/', StringComparison.Ordinal) ? Known(key.Split('/')) : Known([key]) || int.TryParse(key, out _) || key is "fleet" or "capacity" or "*" or "platform";

    private static bool Known(string[] parts) => parts.All(static part => part.All(static c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-') && part.Length <= 63);
}
