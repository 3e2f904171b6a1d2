using Autoscaler.Contracts.Clients;

namespace Autoscaler.Cloud.Aws.Tests.Access;

public sealed class SlotTokenTests
{
    private static readonly SlotTokenSecret Secret = SlotTokenSecret.FromText(new string('s', 32));
    private static readonly SlotId Slot = SlotId.Parse("acme/chat/3");

    [Fact]
    public void Verify_OfWhatCreateMade_NamesSlotAndGeneration() =>
        Assert.Equal(new SlotToken(Slot, 7), SlotToken.Verify(Secret, SlotToken.Create(Secret, Slot, 7)));

    [Fact]
    public void Create_Always_IsTheSameTextForTheSameSlotAndGeneration() =>
        // Pinned: an instance that runs holds the token of the release that launched it.
        Assert.Equal("acme/chat/3/7.99dhi9tEcqYjcDpp5QDCDZO6h3kdIoSmeaY0l70cGFY", SlotToken.Create(Secret, Slot, 7));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("acme/chat/3/7")]
    [InlineData("acme/chat/3/7.")]
    [InlineData("acme/chat/3/7.AAAA")]
    public void Verify_OfAnythingElse_IsNone(string? token) => Assert.Null(SlotToken.Verify(Secret, token));

    [Fact]
    public void Verify_OfATokenThatWasChanged_IsNone()
    {
        var token = SlotToken.Create(Secret, Slot, 7);
        Assert.Null(SlotToken.Verify(Secret, token.Replace("/3/", "/4/", StringComparison.Ordinal)));
        Assert.Null(SlotToken.Verify(Secret, token.Replace("/7.", "/8.", StringComparison.Ordinal)));
        Assert.Null(SlotToken.Verify(Secret, token.Replace("acme", "globex", StringComparison.Ordinal)));
        Assert.Null(SlotToken.Verify(SlotTokenSecret.FromText(new string('t', 32)), token));
        Assert.Null(SlotToken.Verify(Secret, token + new string('A', 300)));
    }

    [Fact]
    public void Secret_OfTooFewBytes_IsRefusedWithoutBeingShown()
    {
        var refusal = Assert.Throws<ArgumentException>(static () => SlotTokenSecret.FromText("hunter2"));

        Assert.Contains("at least 32 bytes; found 7", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", refusal.Message, StringComparison.Ordinal);
        Assert.Equal("(secret)", Secret.ToString());
    }
}
