using Autoscaler.Cli.Conventions;
using Autoscaler.Cli.Server;

namespace Autoscaler.Cli.Tests.Server;

public sealed class ScopeTests
{
    [Theory]
    [InlineData(null, null, null)]
    [InlineData("acme", "acme", null)]
    [InlineData("acme/chat", "acme", "acme/chat")]
    public void Read_NothingOneNameOrTwo_IsThatMuch(string? text, string? tenant, string? endpoint)
    {
        var errors = new OptionErrors();

        var scope = Scope.Read(text, errors);

        Assert.True(errors.IsEmpty);
        Assert.Equal((tenant, endpoint), (scope.Tenant?.Value, scope.Endpoint?.ToString()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("/")]
    [InlineData("acme/")]
    [InlineData("/chat")]
    [InlineData("acme/chat/llm")]
    [InlineData("Acme")]
    [InlineData("..")]
    [InlineData("acme/..")]
    [InlineData("acme chat")]
    [InlineData("acme%2Fchat")]
    public void Read_AnythingElse_IsRefusedWithWhatWasFound(string text)
    {
        var errors = new OptionErrors();

        Scope.Read(text, errors);
        Scope.ReadEndpoint(text, errors);

        Assert.Equal(2, errors.Lines.Count);
        Assert.All(errors.Lines, line => Assert.EndsWith($"; found '{text}'", line, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(null, "found nothing")]
    [InlineData("acme", "found 'acme'")]
    public void ReadEndpoint_NoEndpoint_IsRefused(string? text, string found)
    {
        var errors = new OptionErrors();

        Scope.ReadEndpoint(text, errors);

        Assert.Contains(found, Assert.Single(errors.Lines), StringComparison.Ordinal);
    }

    [Fact]
    public void ReadEndpoint_TwoNames_IsTheEndpoint() => Assert.Equal("acme/chat", Scope.ReadEndpoint("acme/chat", new OptionErrors()).ToString());
}
