using Amazon.EC2.Model;
using Autoscaler.Cloud.Aws.Access;
using Autoscaler.Cloud.Aws.Doctor;
using Autoscaler.Cloud.Aws.Tests.Kit;

namespace Autoscaler.Cloud.Aws.Tests.Doctor;

[Collection(MotoCollectionDefinition.Name)]
public sealed class AwsDoctorTests(MotoServer moto)
{
    [MotoFact]
    public async Task Examine_OfAFleetThatCanRun_FindsNothingWrongAndMakesNothing()
    {
        using var cloud = await MotoUnderTest.CreateAsync(moto);
        var images = await cloud.Client.DescribeImagesAsync(new DescribeImagesRequest { Owners = ["amazon"], MaxResults = 5 });
        var options = cloud.Options with
        {
            Ec2 = cloud.Options.Ec2 with { MachineImages = ImmutableSortedDictionary<string, string>.Empty.Add("*", images.Images[0].ImageId) },
        };
        var before = await cloud.Client.DescribeInstancesAsync(new DescribeInstancesRequest());

        var report = await ExamineAsync(options);

        Assert.True(report.IsHealthy, string.Join('\n', report.Findings));
        Assert.Contains("account 123456789012", Find(report, "credentials").Found, StringComparison.Ordinal);
        Assert.Equal(DoctorState.Passed, Find(report, "clock").State);
        Assert.Equal("allowed (dry run)", Find(report, "ec2:RunInstances").Found);
        Assert.Equal("allowed (dry run)", Find(report, "ec2:CreateLaunchTemplate").Found);
        var after = await cloud.Client.DescribeInstancesAsync(new DescribeInstancesRequest());
        Assert.Equal((before.Reservations ?? []).Count, (after.Reservations ?? []).Count);
    }

    [MotoFact]
    public async Task Examine_OfOptionsThatNameWhatIsNotThere_SaysWhatToCorrect()
    {
        using var cloud = await MotoUnderTest.CreateAsync(moto);
        var zones = cloud.Options.Ec2.Subnets;
        var options = cloud.Options with
        {
            Connection = cloud.Options.Connection with { Region = "us-east-1" },
            Ec2 = cloud.Options.Ec2 with
            {
                Subnets = zones.SetItem(zones.Keys.First(), "subnet-0123456789abcdef0").SetItem(zones.Keys.Last(), zones.Values.First()),
                SecurityGroups = ["sg-0123456789abcdef0"],
            },
        };

        var report = await ExamineAsync(options);

        Assert.False(report.IsHealthy);
        Assert.Contains(report.Findings, static finding => finding is { Check: "subnet", State: DoctorState.Failed } && finding.Found.StartsWith("there is no subnet-0123456789abcdef0", StringComparison.Ordinal));
        Assert.Contains(report.Findings, static finding => finding is { Check: "subnet", State: DoctorState.Failed } && finding.Found.Contains(", not in ", StringComparison.Ordinal));
        Assert.Equal((DoctorState.Failed, "Correct Ec2.SecurityGroups."), (Find(report, "security group").State, Find(report, "security group").Fix));
        Assert.Equal(DoctorState.Failed, Find(report, "machine images").State);
    }

    [Fact]
    public async Task Examine_WithoutPermission_NamesThePolicy()
    {
        await using var server = await ScriptedServer.StartAsync(static request => request.Operation switch
        {
            "GetCallerIdentity" => ScriptedAnswer.Xml(
                """<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult><Arn>arn:aws:iam::1:user/a</Arn><Account>1</Account></GetCallerIdentityResult></GetCallerIdentityResponse>"""),
            _ => ScriptedAnswer.Error(request, request.IsJson ? 400 : 403, request.IsJson ? "AccessDeniedException" : "UnauthorizedOperation", "You are not authorized."),
        });
        var options = AwsFleet.Options(server.Address);

        var report = await ExamineAsync(options);

        Assert.False(report.IsHealthy);
        Assert.Contains("deploy/iam/autoscaler-policy.json", Find(report, "ec2:RunInstances").Fix, StringComparison.Ordinal);
        Assert.Contains("deploy/iam/autoscaler-policy.json", Find(report, "kms:ListKeys").Fix, StringComparison.Ordinal);
        Assert.Contains(report.Findings, static finding => finding is { Check: "fleet", State: DoctorState.Failed });
    }

    [Fact]
    public async Task Examine_OfRefusedCredentials_SaysSoAndAsksNoMore()
    {
        await using var server = await ScriptedServer.StartAsync(static request => ScriptedAnswer.Error(request, 403, "InvalidClientTokenId", "The security token is invalid."));

        var report = await ExamineAsync(AwsFleet.Options(server.Address));

        Assert.Equal(DoctorState.Failed, Find(report, "credentials").State);
        Assert.Contains("InvalidClientTokenId", Find(report, "credentials").Found, StringComparison.Ordinal);
        Assert.Equal(DoctorState.Skipped, Find(report, "permissions").State);
    }

    [Fact]
    public async Task Examine_OfAnEndpointThatIsNotThere_SaysSo()
    {
        var options = AwsFleet.Options(new Uri("http://127.0.0.1:1"));

        var report = await ExamineAsync(options with { Connection = options.Connection with { MaxRetries = 0 } });

        Assert.Equal(DoctorState.Failed, Find(report, "endpoint").State);
        Assert.Contains("127.0.0.1:1", Find(report, "endpoint").Found, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Examine_OfAClockThatIsOff_SaysByHowMuch()
    {
        await using var server = await ScriptedServer.StartAsync(static request => ScriptedAnswer.Xml(
            """<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult><Arn>arn:aws:iam::1:user/a</Arn><Account>1</Account></GetCallerIdentityResult></GetCallerIdentityResponse>"""));
        var late = new ShiftedTime();
        late.Advance(TimeSpan.FromMinutes(-10));
        var connection = new AwsConnection(AwsFleet.Options(server.Address).Connection, AwsFleet.Credentials, static _ => null);

        var (findings, _) = await new CallerCheck(connection, new CallDeadline(late, TimeSpan.FromSeconds(30)), late).CheckAsync(CancellationToken.None);

        var clock = Assert.Single(findings, static finding => finding.Check == "clock");
        Assert.Equal(DoctorState.Failed, clock.State);
        Assert.Matches("^(599|60[0-9]) s behind AWS$", clock.Found);
    }

    [Fact]
    public async Task Examine_InAnotherRegionThanThePrices_WarnsOfThem()
    {
        var options = AwsFleet.Options(new Uri("http://127.0.0.1:1"));

        var report = await ExamineAsync(options with { Connection = options.Connection with { Region = "eu-west-1", MaxRetries = 0 } });

        Assert.Equal(DoctorState.Warning, Find(report, "prices").State);
    }

    private static Task<DoctorReport> ExamineAsync(AwsCloudOptions options) =>
        AwsDoctor.ExamineAsync(new AwsConnection(options.Connection, AwsFleet.Credentials, static _ => null), options, TimeProvider.System, CancellationToken.None);

    private static DoctorFinding Find(DoctorReport report, string check) =>
        report.Findings.FirstOrDefault(finding => finding.Check == check) ?? throw new InvalidOperationException($"no finding of {check} among:\n{string.Join('\n', report.Findings)}");
}
