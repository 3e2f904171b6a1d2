using System.Globalization;
using System.Text.RegularExpressions;
using Autoscaler.Cloud.Aws.Ec2;
using Autoscaler.Cloud.Aws.Prices;
using Autoscaler.Contracts.Clients;
using Microsoft.Extensions.Options;

namespace Autoscaler.Cloud.Aws;

/// <summary>Refuses options that cannot be used, with all errors at once.</summary>
public sealed partial class AwsCloudOptionsValidator : IValidateOptions<AwsCloudOptions>
{
    private const int MostSecurityGroups = 5;
    private const int IopsPerMebibyte = 4;

    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, AwsCloudOptions options)
    {
        var errors = ErrorsOf(options);
        return errors.IsEmpty ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }

    /// <summary>All that is wrong with the options; empty where nothing is.</summary>
    public static ImmutableArray<string> ErrorsOf(AwsCloudOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var errors = new Errors();
        errors.Check(Name().IsMatch(options.Fleet), nameof(options.Fleet), "1 to 32 lower-case letters, digits and hyphens", options.Fleet);
        errors.Check(options.TokenSecret is not null, nameof(options.TokenSecret), $"a secret of at least {SlotTokenSecret.MinBytes} bytes", null);
        CheckConnection(errors, options.Connection);
        if (errors.Has(options.Ec2, nameof(options.Ec2)))
        {
            CheckEc2(errors, options.Ec2);
            CheckBuilder(errors, options);
        }

        if (errors.Has(options.Agent, nameof(options.Agent)))
        {
            CheckAgent(errors, options.Agent);
        }

        CheckKeys(errors, options);
        CheckPrices(errors, options.Prices);
        return errors.ToImmutable();
    }

    private static void CheckConnection(Errors errors, AwsOptions options)
    {
        const string at = nameof(AwsCloudOptions.Connection);
        errors.Check(options.Region is null || Region().IsMatch(options.Region), $"{at}.{nameof(options.Region)}", "a Region as us-east-1", options.Region);
        errors.Check(options.EndpointUrl is null || IsWeb(options.EndpointUrl), $"{at}.{nameof(options.EndpointUrl)}", "an http or https address", options.EndpointUrl?.OriginalString);
        errors.Between($"{at}.{nameof(options.RequestTimeout)}", options.RequestTimeout, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(5));
        errors.Between($"{at}.{nameof(options.CallTimeout)}", options.CallTimeout, options.RequestTimeout, TimeSpan.FromMinutes(15));
        errors.Between($"{at}.{nameof(options.MaxRetries)}", options.MaxRetries, 0, 10);
    }

    private static void CheckEc2(Errors errors, Ec2Options options)
    {
        const string at = nameof(AwsCloudOptions.Ec2);
        errors.Check(options.Subnets is { IsEmpty: false }, $"{at}.{nameof(options.Subnets)}", "a subnet for at least one zone", null);
        foreach (var (zone, subnet) in options.Subnets ?? ImmutableSortedDictionary<ZoneName, string>.Empty)
        {
            errors.Check(Zone().IsMatch(zone.Value ?? string.Empty), $"{at}.{nameof(options.Subnets)}", "a zone as us-east-1a", zone.Value);
            errors.Check(Subnet().IsMatch(subnet ?? string.Empty), $"{at}.{nameof(options.Subnets)}.{zone}", "a subnet as subnet-0123456789abcdef0", subnet);
        }

        var groups = options.SecurityGroups.IsDefault ? ImmutableArray<string>.Empty : options.SecurityGroups;
        errors.Check(groups.Length is > 0 and <= MostSecurityGroups, $"{at}.{nameof(options.SecurityGroups)}", $"1 to {MostSecurityGroups} security groups", Number(groups.Length));
        foreach (var group in groups)
        {
            errors.Check(SecurityGroup().IsMatch(group ?? string.Empty), $"{at}.{nameof(options.SecurityGroups)}", "a security group as sg-0123456789abcdef0", group);
        }

        errors.Check(options.MachineImages is { IsEmpty: false }, $"{at}.{nameof(options.MachineImages)}", "a machine image for at least one family, or *", null);
        foreach (var (family, image) in options.MachineImages ?? ImmutableSortedDictionary<string, string>.Empty)
        {
            errors.Check(family == "*" || Family().IsMatch(family), $"{at}.{nameof(options.MachineImages)}", "what instance types begin with, as g6, or *", family);
            errors.Check(MachineImage().IsMatch(image ?? string.Empty), $"{at}.{nameof(options.MachineImages)}.{family}", "a machine image as ami-0123456789abcdef0", image);
        }

        errors.Check(Profile().IsMatch(options.InstanceProfile ?? string.Empty), $"{at}.{nameof(options.InstanceProfile)}", "the name of an instance profile", options.InstanceProfile);
        errors.Check(Device().IsMatch(options.RootDevice ?? string.Empty), $"{at}.{nameof(options.RootDevice)}", "a device as /dev/xvda", options.RootDevice);
        errors.Between($"{at}.{nameof(options.RootVolumeGibibytes)}", options.RootVolumeGibibytes, 20, 16_384);
        errors.Between($"{at}.{nameof(options.VolumeIops)}", options.VolumeIops, 3_000, 16_000);
        var most = Math.Min(1_000, options.VolumeIops / IopsPerMebibyte);
        errors.Between($"{at}.{nameof(options.VolumeThroughputMebibytes)}", options.VolumeThroughputMebibytes, 125, most);
        errors.Between($"{at}.{nameof(options.ListingLag)}", options.ListingLag, TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(15));
    }

    private static void CheckBuilder(Errors errors, AwsCloudOptions options)
    {
        const string at = nameof(AwsCloudOptions.Builder);
        var builder = options.Builder;
        errors.Check(InstanceType().IsMatch(builder.Type.Value ?? string.Empty), $"{at}.{nameof(builder.Type)}", "an instance type as c6i.2xlarge", builder.Type.Value);
        errors.Check(builder.InstanceProfile is null || Profile().IsMatch(builder.InstanceProfile), $"{at}.{nameof(builder.InstanceProfile)}", "the name of an instance profile", builder.InstanceProfile);
        errors.Check(builder.MachineImage is null || MachineImage().IsMatch(builder.MachineImage), $"{at}.{nameof(builder.MachineImage)}", "a machine image as ami-0123456789abcdef0", builder.MachineImage);
        var hasImage = builder.MachineImage is not null || builder.Type.Value is null || options.Ec2.MachineImages is null || options.Ec2.MachineImageOf(builder.Type) is not null;
        errors.Check(hasImage, $"{at}.{nameof(builder.MachineImage)}", $"a machine image, for {nameof(AwsCloudOptions.Ec2)}.{nameof(Ec2Options.MachineImages)} has none for {builder.Type}", null);
        errors.Between($"{at}.{nameof(builder.ImageSpaceRatio)}", builder.ImageSpaceRatio, 2, 20);
        errors.Between($"{at}.{nameof(builder.WeightsSpaceRatio)}", builder.WeightsSpaceRatio, 1.02, 3);
    }

    private static void CheckAgent(Errors errors, AgentOptions options)
    {
        const string at = nameof(AwsCloudOptions.Agent);
        var isSource = options.Source is { IsAbsoluteUri: true, Scheme: "https" or "s3" } && Plain().IsMatch(options.Source.AbsoluteUri);
        errors.Check(isSource, $"{at}.{nameof(options.Source)}", "an https or s3 address without quotes or white space", options.Source?.OriginalString);
        errors.Check(Sha256().IsMatch(options.Sha256 ?? string.Empty), $"{at}.{nameof(options.Sha256)}", "64 lower-case hexadecimal digits", options.Sha256);
        errors.Check(options.ApiUrl is not null && IsWeb(options.ApiUrl), $"{at}.{nameof(options.ApiUrl)}", "an https address (http within the machine's own network)", options.ApiUrl?.OriginalString);
        errors.Check(options.FallbackRegistry is null || Registry().IsMatch(options.FallbackRegistry), $"{at}.{nameof(options.FallbackRegistry)}", "a host as 123456789012.dkr.ecr.us-east-1.amazonaws.com", options.FallbackRegistry);
    }

    private static void CheckKeys(Errors errors, AwsCloudOptions options)
    {
        const string at = nameof(AwsCloudOptions.Keys);
        errors.Check(Enum.IsDefined(options.Keys.Scope), $"{at}.{nameof(options.Keys.Scope)}", "Endpoint or Tenant", options.Keys.Scope.ToString());
        errors.Check(
            options.Keys.GranteePrincipal is null || Arn().IsMatch(options.Keys.GranteePrincipal), $"{at}.{nameof(options.Keys.GranteePrincipal)}", "an ARN of IAM as arn:aws:iam::123456789012:role/name", options.Keys.GranteePrincipal);
        errors.Between($"{at}.{nameof(options.Keys.OrphanWait)}", options.Keys.OrphanWait, TimeSpan.FromDays(7), TimeSpan.FromDays(30));
    }

    private static void CheckPrices(Errors errors, PriceOptions options)
    {
        var told = new List<string>();
        AwsPriceList.TableOf(options, told);
        told.ForEach(errors.Add);
        foreach (var (type, price) in options.Overrides)
        {
            errors.Check(PriceTable.IsPrice(price.Value), $"{nameof(AwsCloudOptions.Prices)}.{nameof(options.Overrides)}.{type}", $"above 0, at most {Number(PriceTable.MostUsdPerHour)} US dollars an hour", Number(price.Value));
        }
    }

    private static bool IsWeb(Uri address) => address is { IsAbsoluteUri: true, Scheme: "http" or "https" };

    private static string Number(IFormattable number) => number.ToString(null, CultureInfo.InvariantCulture);

    [GeneratedRegex("^[a-z0-9-]{1,32}$")]
    private static partial Regex Name();

    [GeneratedRegex("^[a-z]{2}(-[a-z]+)+-[0-9]+$")]
    private static partial Regex Region();

    [GeneratedRegex("^[a-z0-9-]{1,63}$")]
    private static partial Regex Zone();

    [GeneratedRegex("^subnet-[0-9a-f]{8,17}$")]
    private static partial Regex Subnet();

    [GeneratedRegex("^sg-[0-9a-f]{8,17}$")]
    private static partial Regex SecurityGroup();

    [GeneratedRegex("^ami-[0-9a-f]{8,17}$")]
    private static partial Regex MachineImage();

    [GeneratedRegex(@"^[a-z][a-z0-9-]*(\.[a-z0-9-]*)?$")]
    private static partial Regex Family();

    [GeneratedRegex(@"^[a-z][a-z0-9-]*\.[a-z0-9-]+$")]
    private static partial Regex InstanceType();

    [GeneratedRegex(@"^[\w+=,.@-]{1,128}$")]
    private static partial Regex Profile();

    [GeneratedRegex("^/dev/[a-z0-9]{3,8}$")]
    private static partial Regex Device();

    [GeneratedRegex("^[0-9a-f]{64}$")]
    private static partial Regex Sha256();

    [GeneratedRegex(@"^[!-&(-~]{1,1024}$")]
    private static partial Regex Plain();

    [GeneratedRegex(@"^[A-Za-z0-9.-]+(:[0-9]{1,5})?(/[A-Za-z0-9._/-]+)?$")]
    private static partial Regex Registry();

    [GeneratedRegex(@"^arn:aws[a-z-]*:iam::[0-9]{12}:[\w+=,.@/-]+$")]
    private static partial Regex Arn();

    private sealed class Errors
    {
        private readonly ImmutableArray<string>.Builder _errors = ImmutableArray.CreateBuilder<string>();

        public void Add(string error) => _errors.Add(error);

        public bool Has(object? section, string option)
        {
            Check(section is not null, option, "its options", null);
            return section is not null;
        }

        public void Check(bool holds, string option, string expected, string? found)
        {
            if (!holds)
            {
                Add($"{option}: expected {expected}; found {(found is null ? "nothing" : $"'{found}'")}");
            }
        }

        public void Between<T>(string option, T value, T least, T most)
            where T : IComparable<T>, IFormattable =>
            Check(value.CompareTo(least) >= 0 && value.CompareTo(most) <= 0, option, $"{Number(least)} to {Number(most)}", Number(value));

        public ImmutableArray<string> ToImmutable() => _errors.ToImmutable();
    }
}
