using System.Text.Json;
using Autoscaler.Contracts.Specs;

namespace Autoscaler.Cli.Tests.Commands;

public sealed class ColdStartCommandTests
{
    private const string Large = "coldstart --image-gb 30 --weights-gb 140 --instance-type ml.g6.2xlarge";

    [Fact]
    public async Task Json_NoOptions_IsOneDocumentOfTheCalibration()
    {
        var run = await CliRun.OfAsync("coldstart --json");

        Assert.Equal(0, run.ExitCode);
        Assert.Empty(run.Error);
        Assert.All(run.Json.GetProperty("parameters").EnumerateArray(), parameter =>
        {
            Assert.NotEmpty(parameter.GetProperty("name").GetString()!);
            Assert.True(double.IsFinite(parameter.GetProperty("value").GetDouble()));
            Assert.NotEmpty(parameter.GetProperty("unit").GetString()!);
            Assert.Matches("^(published|fitted|assumed): ", parameter.GetProperty("source").GetString()!);
        });
        Assert.Equal(7, run.Json.GetProperty("parameterCount").GetInt32());
        Assert.Equal("combined", run.Json.GetProperty("winner").GetString());
        Assert.Equal(5, run.Json.GetProperty("explanations").GetArrayLength());
    }

    [Fact]
    public async Task Json_NoOptions_HoldsEveryPublishedRow()
    {
        var run = await CliRun.OfAsync("coldstart --json");
        var cases = run.Json.GetProperty("cases").EnumerateArray().ToList();

        Assert.Equal(12, cases.Count);
        Assert.Equal([525, 381, 346, 346], Published(cases, "sagemaker", "registry"));
        Assert.Equal([258, 134, 164, 216], Published(cases, "sagemaker", "sagemaker"));
        Assert.Equal([419, 284], Published(cases, "soci", "registry"));
        Assert.Equal([21.1], Published(cases, "soci", "registry-lazy"));
        Assert.Equal([132], Published(cases, "soci", "registry-parallel"));
        Assert.All(cases, row =>
        {
            Assert.True(row.GetProperty("lowSeconds").GetDouble() <= row.GetProperty("modelledSeconds").GetDouble());
            Assert.True(row.GetProperty("highSeconds").GetDouble() >= row.GetProperty("modelledSeconds").GetDouble());
            Assert.NotEqual(0, row.GetProperty("phases").GetArrayLength());
            var isFitted = row.GetProperty("mechanism").GetString() is "sagemaker" or "registry-parallel";
            Assert.Equal(!isFitted, row.GetProperty("heldOut").GetBoolean());
        });
    }

    [Fact]
    public async Task Json_HeldOutErrors_AreThoseOfTheUncachedRowsAndMeetTheBar()
    {
        var run = await CliRun.OfAsync("coldstart --json");
        var errors = run.Json.GetProperty("cases").EnumerateArray()
            .Where(row => row.GetProperty("set").GetString() == "sagemaker" && row.GetProperty("heldOut").GetBoolean())
            .Select(row => Math.Abs((row.GetProperty("modelledSeconds").GetDouble() / row.GetProperty("publishedSeconds").GetDouble()) - 1))
            .Order()
            .ToList();
        var stated = run.Json.GetProperty("heldOutErrorRatio");

        Assert.Equal(4, errors.Count);
        Assert.Equal((errors[1] + errors[2]) / 2, stated.GetProperty("median").GetDouble(), 3);
        Assert.Equal(errors[3], stated.GetProperty("worst").GetDouble(), 3);
        Assert.InRange(stated.GetProperty("median").GetDouble(), 0, 0.10);
        Assert.InRange(stated.GetProperty("worst").GetDouble(), 0, 0.25);
    }

    [Fact]
    public async Task Json_OwnModel_AnswersByEveryMechanism()
    {
        var run = await CliRun.OfAsync(Large + " --json");
        var mechanisms = run.Json.GetProperty("mechanisms").EnumerateArray().ToList();

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(
            [
                "registry", "registry-parallel", "registry-lazy", "snapshot-lazy", "snapshot-rate", "snapshot-fsr", "disk", "disk", "sagemaker",
                "registry", "registry-parallel", "registry-lazy", "snapshot-lazy", "snapshot-rate", "snapshot-fsr",
            ],
            mechanisms.Select(option => option.GetProperty("mechanism").GetString()));
        Assert.All(mechanisms[..9], option => Assert.Equal(JsonValueKind.Null, option.GetProperty("weightsVolume").ValueKind));
        Assert.Equal(
            ["snapshot-rate", "snapshot-rate", "snapshot-rate", "snapshot-lazy", "snapshot-rate", "snapshot-fsr"],
            mechanisms[9..].Select(option => option.GetProperty("weightsVolume").GetString()));
        Assert.Equal(1340.3, mechanisms[0].GetProperty("expectedSeconds").GetDouble(), 1);
        Assert.Equal(130, mechanisms[7].GetProperty("expectedSeconds").GetDouble(), 1);
        Assert.True(run.Json.GetProperty("overheadIsPublished").GetBoolean());
    }

    [Fact]
    public async Task Json_OneMechanismAndAFastDisk_AnswersThatOne()
    {
        var run = await CliRun.OfAsync(Large + " --mechanism registry-parallel --disk-mb-per-s 1000 --json");
        var option = run.Json.GetProperty("mechanisms")[0];

        // The network is what is left to wait for: 170 GB at 207.8 MB/s after 113 s, before 10 s of start and 120 s of load.
        Assert.Equal(113 + 818.1 + 10 + 120, option.GetProperty("expectedSeconds").GetDouble(), 1);
    }

    [Fact]
    public async Task Json_FasterDiskAndNetwork_MoveTheWeightsFaster()
    {
        var run = await CliRun.OfAsync(Large + " --mechanism disk --disk-mb-per-s 500 --network-mb-per-s 400 --json");

        var sources = run.Json.GetProperty("parameters").EnumerateArray()
            .ToDictionary(parameter => parameter.GetProperty("name").GetString()!, parameter => parameter.GetProperty("source").GetString()!);
        Assert.StartsWith("given: ", sources["pipe"], StringComparison.Ordinal);
        Assert.StartsWith("given: ", sources["host-bandwidth"], StringComparison.Ordinal);
        Assert.StartsWith("fitted: ", sources["unpacked-ratio"], StringComparison.Ordinal);

        // 140 GB at 400 MB/s, 10 s of start, 120 s of load.
        Assert.Equal(350 + 10 + 120, run.Json.GetProperty("mechanisms")[0].GetProperty("expectedSeconds").GetDouble(), 1);
    }

    [Fact]
    public async Task Json_SlowerVolumes_HydrateAtTheirRate()
    {
        var run = await CliRun.OfAsync("coldstart --image-gb 10 --weights-gb 40 --instance-type g6.2xlarge --mechanism snapshot-rate --volume-mib-per-s 100 --json");
        var hydrations = run.Json.GetProperty("mechanisms")[1].GetProperty("phases").EnumerateArray()
            .Where(phase => phase.GetProperty("name").GetString()!.StartsWith("hydrate", StringComparison.Ordinal))
            .Select(phase => (phase.GetProperty("name").GetString(), phase.GetProperty("endSeconds").GetDouble()));

        // 29.34 GB of image and 40 GB of weights at 104.9 MB/s.
        Assert.Equal([("hydrate", 279.8), ("hydrate-weights", 381.5)], hydrations);
    }

    [Fact]
    public async Task Json_Yardstick_AccountsForEverySecondOfEveryStart()
    {
        var yardstick = (await CliRun.OfAsync("coldstart --json")).Json.GetProperty("yardstick");
        var starts = yardstick.GetProperty("starts").EnumerateArray().ToList();

        Assert.Equal(258, yardstick.GetProperty("providerSeconds").GetDouble());
        foreach (var isCached in new[] { false, true })
        {
            var mechanisms = starts.Where(start => start.GetProperty("weightsCached").GetBoolean() == isCached)
                .Select(start => start.GetProperty("mechanism").GetString()).Distinct();
            Assert.Equal(
                MechanismNames.All.Where(mechanism => !isCached || mechanism != StartupMechanism.Sagemaker).Select(MechanismNames.NameOf), mechanisms);
        }

        Assert.All(starts, start =>
        {
            var waits = start.GetProperty("waits").EnumerateArray().ToList();
            Assert.Equal(0, waits[0].GetProperty("startSeconds").GetDouble());
            Assert.Equal(start.GetProperty("expectedSeconds").GetDouble(), waits[^1].GetProperty("endSeconds").GetDouble());
            Assert.All(
                waits.Zip(waits.Skip(1)),
                pair => Assert.Equal(pair.First.GetProperty("endSeconds").GetDouble(), pair.Second.GetProperty("startSeconds").GetDouble()));
            Assert.All(waits, wait => Assert.All(
                wait.GetProperty("sources").EnumerateArray(), source => Assert.Matches("^[a-z0-9.-]+: (published|fitted|assumed|given)$", source.GetString()!)));
            Assert.DoesNotContain(waits, wait => wait.GetProperty("sources").GetArrayLength() == 0);
        });
    }

    [Fact]
    public async Task Json_Contenders_BeatTheProviderAndSayWhatIsMissing()
    {
        var yardstick = (await CliRun.OfAsync("coldstart --json")).Json.GetProperty("yardstick");
        var contenders = yardstick.GetProperty("contenders").EnumerateArray().ToList();

        Assert.Equal(["snapshot-rate", "snapshot-fsr"], contenders.Select(contender => contender.GetProperty("mechanism").GetString()));
        Assert.Equal([233.1, 228.8], contenders.Select(contender => contender.GetProperty("expectedSeconds").GetDouble()));
        Assert.All(contenders, contender =>
        {
            Assert.Equal(
                258 - contender.GetProperty("expectedSeconds").GetDouble(), contender.GetProperty("savedSeconds").GetDouble(), 1);
            Assert.Contains(
                contender.GetProperty("toReachTarget").EnumerateArray(),
                target => target.GetProperty("phase").GetString() == "load" && target.GetProperty("aloneSeconds").GetDouble() is > 20 and < 30);
        });
    }

    [Theory]
    [InlineData("coldstart", "held out", "customer 3", "unpacked-ratio", "median 7.4 %", "To beat: 258 s", "under 200 s")]
    [InlineData(Large, "snapshot-rate", "p10–p90", "new instance", "running: image, weights", "new, weights on volume")]
    public async Task Table_Any_IsReadable(string commandLine, params string[] expected)
    {
        var run = await CliRun.OfAsync(commandLine);

        Assert.Equal(0, run.ExitCode);
        Assert.Empty(run.Error);
        Assert.All(expected, text => Assert.Contains(text, run.Output, StringComparison.Ordinal));
        Assert.DoesNotContain("\u001b", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--image-gb -3 --weights-gb NaN --instance-type ml.foo --mechanism warp",
        "--image-gb|'-3'", "--weights-gb|'NaN'", "--instance-type|'ml.foo'", "--mechanism|'warp'")]
    [InlineData("--image-gb 30", "--weights-gb|nothing", "--instance-type|nothing")]
    [InlineData("--mechanism registry", "--image-gb|nothing", "--weights-gb|nothing", "--instance-type|nothing")]
    [InlineData("--image-gb 0 --weights-gb ∞ --instance-type g5.xlarge --disk-mb-per-s 0",
        "--image-gb|'0'", "--weights-gb|'∞'", "--disk-mb-per-s|'0'")]
    [InlineData("--image-gb 1 --weights-gb 1 --instance-type g6.xlarge --network-mb-per-s 400", "--network-mb-per-s|'400'")]
    [InlineData("--image-gb 1 --weights-gb 1 --instance-type g6.xlarge --volume-mib-per-s 400", "--volume-mib-per-s|'400'")]
    [InlineData("--volume-mib-per-s 200", "--image-gb|nothing", "--weights-gb|nothing", "--instance-type|nothing")]
    [InlineData("--image-gb 1e300 --weights-gb 1 --instance-type g5.xlarge", "--image-gb|'1e300'")]
    public async Task Refusal_BadInput_NamesEveryErrorAtOnce(string options, params string[] expected)
    {
        var run = await CliRun.OfAsync($"coldstart --json {options}");
        var lines = run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

        Assert.Equal(2, run.ExitCode);
        Assert.Empty(run.Output);
        Assert.Equal(expected.Length + 1, lines.Length);
        Assert.All(expected.Zip(lines.Skip(1)), pair =>
        {
            var (option, found) = (pair.First.Split('|')[0], pair.First.Split('|')[1]);
            Assert.StartsWith($"{option}: expected ", pair.Second, StringComparison.Ordinal);
            Assert.EndsWith($"; found {found}", pair.Second, StringComparison.Ordinal);
        });
    }

    [Theory]
    [InlineData("")]
    [InlineData("warmstart")]
    [InlineData("coldstart --warp 9")]
    [InlineData("coldstart --image-gb")]
    [InlineData("coldstart --image-gb 1 --image-gb 2 --weights-gb 0 --instance-type g5.xlarge")]
    public async Task Refusal_NotUnderstood_WritesNothingToTheOutput(string commandLine)
    {
        var run = await CliRun.OfAsync(commandLine);

        Assert.Equal(2, run.ExitCode);
        Assert.Empty(run.Output);
        Assert.NotEmpty(run.Error);
    }

    [Fact]
    public async Task Help_Asked_IsAnAnswer()
    {
        var run = await CliRun.OfAsync("coldstart --help");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("--instance-type", run.Output, StringComparison.Ordinal);
    }

    private static IEnumerable<double> Published(IEnumerable<JsonElement> cases, string set, string mechanism) =>
        cases.Where(row => row.GetProperty("set").GetString() == set && row.GetProperty("mechanism").GetString() == mechanism)
            .Select(row => row.GetProperty("publishedSeconds").GetDouble());
}
