using System.Diagnostics;
using System.Text.Json;
using Autoscaler.Cloud.Aws.Ec2;
using Autoscaler.Cloud.Aws.Tests.Kit;
using Autoscaler.Cloud.Aws.BootScripts;
using Autoscaler.Cloud.Snapshots;
using Autoscaler.Contracts.Caching;
using Autoscaler.Contracts.Capacity;
using Autoscaler.Contracts.Slots;
using Autoscaler.Contracts.Specs;

namespace Autoscaler.Cloud.Aws.Tests.BootScripts;

/// <summary>What instances and builders are told.</summary>
public sealed class BootScriptTests
{
    private static readonly ImageDigest Image = new($"sha256:{new string('a', 64)}");
    private static readonly WeightsVersion Version = new($"s3://models/qwen3-8b/@{new string('c', 64)}");

    private static readonly LaunchRequest Request = new()
    {
        Slot = SlotId.Parse("acme/chat/3"),
        Generation = 7,
        Attempt = 2,
        Pools = [InstancePool.Parse("g6.2xlarge@us-east-1a")],
        Images =
        [
            new ImageSource(Image, StartupMechanism.SnapshotRate, null) { Build = 4, InitializationRate = 300 },
            new ImageSource(WeightsContent.IdOf(Version), StartupMechanism.SnapshotLazy, null) { Build = 1 },
            new ImageSource(new ImageDigest($"sha256:{new string('b', 64)}"), StartupMechanism.RegistryParallel, null),
        ],
    };

    private static readonly ImmutableArray<CacheVolume> Volumes =
    [
        .. Request.Images.Take(2).Select(static (source, index) => new CacheVolume(source, CacheVolume.DeviceOf(index), CacheVolume.MountPointOf(index), "snap-1", null)),
    ];

    private static InstanceScript Instance => new(AwsFleet.Options().Agent, AwsFleet.Options().TokenSecret);

    private static BuilderScript Builder => new("us-east-1");

    [Fact]
    public void Render_OfALaunch_IsAsKept() => GoldenFile.Check("instance.sh", Instance.Render(Request, Volumes));

    [Fact]
    public void Render_OfAnImagesBuilder_IsAsKept() => GoldenFile.Check("builder-image.sh", Builder.Render(ImageBuild("123456789012.dkr.ecr.us-east-1.amazonaws.com/lmi:1")));

    [Fact]
    public void Render_OfAWeightsBuilder_IsAsKept() =>
        GoldenFile.Check("builder-weights.sh", Builder.Render(new SnapshotBuild(Request.Slot.Endpoint, WeightsContent.Of(new WeightsSpec(Version, ByteCount.FromGigabytes(16))), 1)));

    [Fact]
    public void Render_Twice_IsTheSameText() => Assert.Equal(Instance.Render(Request, Volumes), Instance.Render(Request with { }, Volumes));

    [Fact]
    public void Render_OfALaunch_HoldsTheAgentsDocument()
    {
        var text = Instance.Render(Request, Volumes);
        var from = text.IndexOf('{', StringComparison.Ordinal);
        using var document = JsonDocument.Parse(text[from..text.IndexOf("AUTOSCALER_END", from, StringComparison.Ordinal)]);

        var root = document.RootElement;
        Assert.Equal(("acme/chat/3", 7, 2), (root.GetProperty("slot").GetString(), root.GetProperty("generation").GetInt32(), root.GetProperty("attempt").GetInt32()));
        var verified = Contracts.Clients.SlotToken.Verify(AwsFleet.Options().TokenSecret, root.GetProperty("token").GetString());
        Assert.Equal(new Contracts.Clients.SlotToken(Request.Slot, 7), verified);
        Assert.Equal(["/dev/sdf", "/dev/sdg"], root.GetProperty("volumes").EnumerateArray().Select(static volume => volume.GetProperty("device").GetString()!));
        Assert.DoesNotContain(AwsFleet.SecretText, text, StringComparison.Ordinal);
    }

    [Fact]
    public void Render_BeyondWhatEc2Takes_IsRefusedWithBothNumbers()
    {
        var many = Request with { Images = [.. Enumerable.Range(0, 120).Select(static number => new ImageSource(new ImageDigest($"sha256:{number:d64}"), StartupMechanism.Registry, null))] };

        var refusal = Assert.Throws<ScriptTooLongException>(() => Instance.Render(many, []));

        Assert.Matches("slot acme/chat/3, generation 7 has [0-9]+ bytes; expected at most 16384", refusal.Message);
    }

    [Theory]
    [InlineData("registry/lmi:1", "registry/lmi@sha256:")]
    [InlineData("localhost:5000/lmi", "localhost:5000/lmi@sha256:")]
    [InlineData("localhost:5000/team/lmi:v2", "localhost:5000/team/lmi@sha256:")]
    public void Render_OfAnImagesBuilder_PullsTheDigestWhateverTheTag(string reference, string pulled) =>
        Assert.Contains($"reference='{pulled}{new string('a', 64)}'\n", Builder.Render(ImageBuild(reference)), StringComparison.Ordinal);

    [Fact]
    public void Render_OfANameWithAQuote_StaysWithinItsQuotes() =>
        Assert.Contains(@"reference='registry/it'\''s; rm -rf /@sha256:", Builder.Render(ImageBuild("registry/it's; rm -rf /:1")), StringComparison.Ordinal);

    [Fact]
    public async Task Render_OfEach_IsAScriptThatBashCanRead()
    {
        foreach (var script in new[] { Instance.Render(Request, Volumes), Builder.Render(ImageBuild("registry/lmi:1")), Builder.Render(new SnapshotBuild(Request.Slot.Endpoint, WeightsContent.Of(new WeightsSpec(Version, new ByteCount(1))), 1)) })
        {
            var (exit, said) = await RunAsync("bash", ["-n"], script);
            Assert.True(exit == 0, said);
        }
    }

    private static SnapshotBuild ImageBuild(string reference) => new(Request.Slot.Endpoint, new ImageSpec(reference, Image, ByteCount.FromGigabytes(17.7)), 4);

    internal static async Task<(int Exit, string Said)> RunAsync(string program, string[] arguments, string input)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync(CancellationToken.None);
        return (process.ExitCode, await output + await errors);
    }
}
