using Autoscaler.Contracts.Clients;

namespace Autoscaler.Api.Tests.Agents;

public sealed class SlotTokenTests
{
    private static readonly SlotTokenSecret Secret = SlotTokenSecret.FromText("0123456789abcdef0123456789abcdef");
    private static readonly SlotToken Token = new(SlotId.Parse("acme/chat/7"), 12);
    private static readonly string Text = SlotToken.Create(Secret, Token.Slot, Token.Generation);

    [Fact]
    public void Verify_OfWhatWasCreated_IsTheSame() => Assert.Equal(Token, SlotToken.Verify(Secret, Text));

    [Fact]
    public void Verify_WithAnotherSecret_IsNull() => Assert.Null(SlotToken.Verify(SlotTokenSecret.FromText("0123456789abcdef0123456789abcdeX"), Text));

    [Fact]
    public void Verify_OfATokenChangedAnywhere_IsNull()
    {
        for (var i = 0; i < Text.Length; i++)
        {
            Assert.Null(SlotToken.Verify(Secret, Text[..i] + (Text[i] == 'A' ? 'B' : 'A') + Text[(i + 1)..]));
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("acme/chat/7/12")]
    [InlineData("acme/chat/7/12.")]
    public void Verify_OfSomethingElse_IsNull(string? text) => Assert.Null(SlotToken.Verify(Secret, text));

    [Fact]
    public void Secret_ThatIsShort_IsRefused_AndNeverShown()
    {
        var error = Assert.Throws<ArgumentException>(() => SlotTokenSecret.FromText("hush-hush"));

        Assert.DoesNotContain("hush", error.Message, StringComparison.Ordinal);
        Assert.Equal("(secret)", Secret.ToString());
    }
}
