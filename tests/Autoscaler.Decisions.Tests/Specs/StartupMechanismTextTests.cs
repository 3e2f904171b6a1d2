using Autoscaler.Contracts.Specs;
using Autoscaler.Decisions.Specs;

namespace Autoscaler.Decisions.Tests.Specs;

public sealed class StartupMechanismTextTests
{
    [Fact]
    public void Find_EveryMechanismsName_GivesTheMechanism()
    {
        foreach (var mechanism in Enum.GetValues<StartupMechanism>())
        {
            Assert.Equal(mechanism, StartupMechanismText.Find(StartupMechanismText.Of(mechanism)));
        }
    }

    [Theory]
    [InlineData("Registry")]
    [InlineData("")]
    [InlineData("4")]
    public void Find_AnotherText_IsNull(string text) => Assert.Null(StartupMechanismText.Find(text));
}
