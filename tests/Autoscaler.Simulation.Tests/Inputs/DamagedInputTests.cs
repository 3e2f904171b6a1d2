using Autoscaler.Cloud.Simulated.Events;
using Autoscaler.Simulation.Inputs;

namespace Autoscaler.Simulation.Tests.Inputs;

/// <summary>Damaged files are read or refused with an input error, and with nothing else.</summary>
public sealed class DamagedInputTests
{
    private const int Rounds = 1_000;
    private const string Characters = "0123456789abcxyz:-[]{},.#&*!|>'\"%@` \n\t\0é~?";

    [Theory]
    [InlineData("TIMESTAMP,ContextTokens,GeneratedTokens\n2023-11-16 18:15:46.68,374,44\n2023-11-16 18:15:50.9951690,396,109\n2023-11-16 18:15:51,0,0\n")]
    [InlineData("0,212.78\n600,179.6983\n1200,187.7217\n1800,231.4267\n")]
    public void Read_DamagedTrace_IsATraceOrAnInputError(string sample)
    {
        using var file = new TemporaryFile("trace.csv", sample);
        for (ulong seed = 0; seed < Rounds; seed++)
        {
            File.WriteAllText(file.Path, Damage(sample, seed));
            try
            {
                Assert.True(TraceFile.Read(file.Path).Duration >= TimeSpan.Zero);
            }
            catch (InputException e)
            {
                Assert.NotEmpty(e.Errors);
            }
            catch (Exception e) when (e is not Xunit.Sdk.XunitException)
            {
                Assert.Fail($"seed {seed}: expected a trace or an input error; found {e}");
            }
        }
    }

    /// <summary>One to four times: a character replaced, a piece removed, or a piece repeated.</summary>
    private static string Damage(string text, ulong seed)
    {
        var random = new SeededRandom(seed);
        int Below(int bound) => (int)(random.NextDouble() * bound);

        for (var times = 1 + Below(4); times > 0; times--)
        {
            var at = Below(text.Length);
            var length = Math.Min(1 + Below(12), text.Length - at);
            text = Below(3) switch
            {
                0 => text[..at] + Characters[Below(Characters.Length)] + text[(at + 1)..],
                1 => text.Remove(at, length),
                _ => text.Insert(at, text.Substring(at, length)),
            };
        }

        return text;
    }
}
