namespace Autoscaler.Cloud.Aws.Tests.Kit;

public sealed class ScriptedServerTests
{
    [Theory]
    [InlineData(HttpFault.ResetBeforeActing, 0)]
    [InlineData(HttpFault.ResetAfterActing, 1)]
    [InlineData(HttpFault.Truncated, 1)]
    public async Task Post_WhoseConnectionIsLost_ActsOrNotAsTheFaultSays_AndIsKept(HttpFault fault, int acts)
    {
        var acted = 0;
        await using var server = await ScriptedServer.StartAsync(
            _ =>
            {
                acted++;
                return ScriptedAnswer.Json("""{"a": 1}""");
            },
            FaultPlan.Of(fault));
        using var client = new HttpClient();

        await Assert.ThrowsAsync<HttpRequestException>(() => client.PostAsync(server.Address, new StringContent("{}")));

        Assert.Equal(acts, acted);
        Assert.Equal("{}", Assert.Single(server.Requests).Text);
        Assert.Equal("""{"a": 1}""", await (await client.PostAsync(server.Address, new StringContent("{}"))).Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Dispose_WhileARequestHangs_CutsItOff()
    {
        var server = await ScriptedServer.StartAsync(static _ => ScriptedAnswer.Json("{}"), FaultPlan.Always(HttpFault.Slow));
        using var client = new HttpClient();
        using var answer = await client.GetAsync(server.Address, HttpCompletionOption.ResponseHeadersRead);

        await server.DisposeAsync();

        await Assert.ThrowsAnyAsync<Exception>(() => answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public void Seeded_GivesTheSamePlanForTheSameSeed_AndNoMoreInARowThanAsked()
    {
        var (one, other) = (Draw(7), Draw(7));

        Assert.Equal(one, other);
        Assert.NotEqual(one, Draw(8));
        Assert.InRange(one.Count(static fault => fault.Length > 0), 300, 700);
        Assert.DoesNotContain(Enumerable.Range(0, one.Length - 3), i => one.Skip(i).Take(4).All(static fault => fault.Length > 0));

        static string[] Draw(int seed)
        {
            var plan = FaultPlan.Seeded(seed, 0.6, 3, HttpFault.InternalError, HttpFault.Throttled);
            return [.. Enumerable.Range(0, 1000).Select(_ => plan.Next()?.ToString() ?? string.Empty)];
        }
    }
}
