using System.Text;
using Autoscaler.Contracts.Clients;

namespace Autoscaler.Api.Tests.Agents;

public sealed class SlotTokenTests
{
    private static readonly byte[] Secret = Encoding.UTF8.GetBytes("0123456789abcdef0123456789abcdef");
    private static readonly SlotToken Token = new(SlotId.Parse("acme/chat/7"), 12);

    [Fact]
    public void Read_OfWhatWasSigned_IsTheSame() => Assert.Equal(Token, SlotToken.Read(Token.Sign(Secret), Secret));

    [Fact]
    public void Read_WithAnotherSecret_IsNull() => Assert.Null(SlotToken.Read(Token.Sign(Secret), Encoding.UTF8.GetBytes("0123456789abcdef0123456789abcdeX")));

    [Fact]
    public void Read_OfATokenChangedAnywhere_IsNull()
    {
        var text = Token.Sign(Secret);
        for (var i = 0; i < text.Length; i++)
        {
            var changed = text[..i] + (text[i] == 'A' ? 'B' : 'A') + text[(i + 1)..];

            // The last character of a text in base 64 may carry bits that mean nothing: such a text is the same token.
            Assert.True(SlotToken.Read(changed, Secret) is null or { Generation: 12, Slot.Ordinal: 7 }, changed);
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("..")]
    [InlineData("asi1..")]
    [InlineData("asi2.YWNtZS9jaGF0Lzc6MTI.AAAA")]
    public void Read_OfSomethingElse_IsNull(string? text) => Assert.Null(SlotToken.Read(text, Secret));

    [Fact]
    public void Sign_WithAShortSecret_IsRefused() => Assert.Throws<ArgumentException>(() => Token.Sign(Secret.AsSpan(1)));

    [Fact]
    public void Text_ShowsNoSecret() => Assert.Equal("acme/chat/7 generation 12", Token.ToString());
}
