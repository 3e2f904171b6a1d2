using System.Globalization;
using Autoscaler.Cloud.Aws;
using Autoscaler.Cloud.Aws.CloudWatch;
using Autoscaler.Cloud.Aws.DynamoDb;
using Autoscaler.Cloud.Aws.Ec2;
using Autoscaler.Cloud.Aws.Ecr;
using Autoscaler.Cloud.Aws.Kms;
using Autoscaler.Cloud.Aws.Prices;
using Autoscaler.Contracts.Clients;
using Autoscaler.Decisions.Watching;
using Autoscaler.SiloHost.Cluster;
using Autoscaler.SiloHost.Options;
using Microsoft.Extensions.Configuration;

namespace Autoscaler.SiloHost.Clouds;

/// <summary>Reads the configuration section <c>Aws</c>; docs/operations.md lists its values.</summary>
internal static class AwsSection
{
    public const string Name = "Aws";

    private const string StorageKey = "GrainStorage";
    private const string SecretKey = "TokenSecret";
    private const string FormerSecretsKey = "FormerTokenSecrets";

    private static readonly Dictionary<string, KeyScope> Scopes = new(StringComparer.OrdinalIgnoreCase) { ["endpoint"] = KeyScope.Endpoint, ["tenant"] = KeyScope.Tenant };

    private static readonly Dictionary<string, DemandStatistic> Statistics = new(StringComparer.OrdinalIgnoreCase)
    {
        ["sum-per-second"] = DemandStatistic.SumPerSecond,
        ["average"] = DemandStatistic.Average,
        ["maximum"] = DemandStatistic.Maximum,
    };

    /// <summary>The options, and all that is wrong with them; not to be used where there are errors.</summary>
    /// <param name="configuration">The configuration.</param>
    /// <param name="dataFolder">Where the secret of slot tokens is kept if the section has none; null where nothing is kept.</param>
    public static (AwsFleetOptions Options, ImmutableArray<string> Errors) Read(IConfiguration configuration, string? dataFolder)
    {
        var unread = new List<OptionError>();
        var reader = new SectionReader(configuration.GetSection(Name), unread);
        var secret = ReadSecret(reader, dataFolder, unread);
        var metrics = reader.Section("Metrics", ReadMetrics);
        var options = new AwsFleetOptions(
            new AwsCloudOptions
            {
                Connection = reader.Section("Connection", ReadConnection),
                Fleet = reader.Text("Fleet", "autoscaler"),
                Ec2 = reader.Section("Ec2", ReadEc2),
                Agent = reader.Section("Agent", ReadAgent),
                Builder = reader.Section("Builder", ReadBuilder),
                Keys = reader.Section("Keys", ReadKeys),
                Prices = reader.Section("Prices", section => ReadPrices(section, unread)),
                TokenSecret = secret!,
            },
            metrics,
            reader.Section("Watching", section => ReadWatching(section, metrics)),
            reader.Section("Registry", static section => new AwsRegistryOptions { Architecture = section.Text("Architecture", new AwsRegistryOptions().Architecture) }),
            reader.Section(StorageKey, section => configuration.GetSection($"{Name}:{StorageKey}").Exists() ? ReadStorage(section) : null),
            [.. reader.List(FormerSecretsKey).Select(text => SecretOf(FormerSecretsKey, text, unread)).OfType<SlotTokenSecret>()]);
        reader.RefuseUnknown();
        return (options,
        [
            .. unread.Select(static error => error.ToString()),
            .. AwsCloudOptionsValidator.ErrorsOf(options.Cloud).Select(static error => $"{Name}:{error}"),
            .. options.Metrics.Check(),
            .. options.Watching.Check().Select(static error => $"{Name}:Watching:{error}"),
            .. options.Registry.Check(),
            .. options.GrainStorage?.Check() ?? [],
        ]);
    }

    private static SlotTokenSecret? ReadSecret(SectionReader reader, string? dataFolder, List<OptionError> errors) =>
        reader.Text(SecretKey) is { } text ? SecretOf(SecretKey, text, errors) : dataFolder is null ? null : SlotSecretFile.ReadOrCreate(dataFolder);

    // What was found is not shown: it may be the secret but for a letter.
    private static SlotTokenSecret? SecretOf(string key, string text, List<OptionError> errors)
    {
        try
        {
            return SlotTokenSecret.FromText(text);
        }
        catch (ArgumentException)
        {
            errors.Add(new OptionError($"{Name}:{key}", $"at least {SlotTokenSecret.MinBytes} bytes", string.Create(CultureInfo.InvariantCulture, $"{text.Length} characters")));
            return null;
        }
    }

    private static AwsOptions ReadConnection(SectionReader reader)
    {
        var defaults = new AwsOptions();
        return new AwsOptions
        {
            Region = reader.Text("Region"),
            EndpointUrl = reader.Url("EndpointUrl"),
            RequestTimeout = reader.Duration("RequestTimeout", defaults.RequestTimeout),
            CallTimeout = reader.Duration("CallTimeout", defaults.CallTimeout),
            MaxRetries = reader.Number("MaxRetries", defaults.MaxRetries),
        };
    }

    private static Ec2Options ReadEc2(SectionReader reader)
    {
        var ec2 = new Ec2Options
        {
            Subnets = reader.Map("Subnets").ToImmutableSortedDictionary(static entry => new ZoneName(entry.Key), static entry => entry.Value),
            SecurityGroups = reader.List("SecurityGroups"),
            MachineImages = reader.Map("MachineImages").ToImmutableSortedDictionary(StringComparer.Ordinal),
            InstanceProfile = reader.Text("InstanceProfile", string.Empty),
        };
        return ec2 with
        {
            RootDevice = reader.Text("RootDevice", ec2.RootDevice),
            RootVolumeGibibytes = reader.Number("RootVolumeGibibytes", ec2.RootVolumeGibibytes),
            VolumeIops = reader.Number("VolumeIops", ec2.VolumeIops),
            VolumeThroughputMebibytes = reader.Number("VolumeThroughputMebibytes", ec2.VolumeThroughputMebibytes),
            ListingLag = reader.Duration("ListingLag", ec2.ListingLag),
            AllowFastRestore = reader.Flag("AllowFastRestore", ec2.AllowFastRestore),
        };
    }

    private static AgentOptions ReadAgent(SectionReader reader) => new()
    {
        Source = reader.Read<Uri?>("Source", null, "an https: or s3: address", static (text, out value) => Uri.TryCreate(text, UriKind.Absolute, out value))!,
        Sha256 = reader.Text("Sha256", string.Empty),
        ApiUrl = reader.Url("ApiUrl")!,
        FallbackRegistry = reader.Text("FallbackRegistry"),
    };

    private static AwsGrainStorageOptions ReadStorage(SectionReader reader)
    {
        var defaults = new AwsGrainStorageOptions();
        return new AwsGrainStorageOptions
        {
            TableName = reader.Text("TableName", defaults.TableName),
            CreateTable = reader.Flag("CreateTable", defaults.CreateTable),
            CallTimeout = reader.Duration("CallTimeout", defaults.CallTimeout),
        };
    }

    private static BuilderOptions ReadBuilder(SectionReader reader)
    {
        var defaults = new BuilderOptions();
        return new BuilderOptions
        {
            Type = new InstanceTypeName(reader.Text("Type", defaults.Type.Value)),
            InstanceProfile = reader.Text("InstanceProfile"),
            MachineImage = reader.Text("MachineImage"),
            ImageSpaceRatio = ReadRatio(reader, "ImageSpaceRatio", defaults.ImageSpaceRatio),
            WeightsSpaceRatio = ReadRatio(reader, "WeightsSpaceRatio", defaults.WeightsSpaceRatio),
        };
    }

    private static KeyOptions ReadKeys(SectionReader reader)
    {
        var defaults = new KeyOptions();
        return new KeyOptions
        {
            Scope = reader.Choice("Scope", Scopes, defaults.Scope),
            GranteePrincipal = reader.Text("GranteePrincipal"),
            OrphanWait = reader.Duration("OrphanWait", defaults.OrphanWait),
        };
    }

    private static PriceOptions ReadPrices(SectionReader reader, List<OptionError> errors)
    {
        var overrides = ImmutableSortedDictionary.CreateBuilder<InstanceTypeName, UsdPerHour>();
        foreach (var (type, text) in reader.Map("Overrides"))
        {
            if (decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var price))
            {
                overrides[new InstanceTypeName(type)] = new UsdPerHour(price);
            }
            else
            {
                errors.Add(new OptionError($"{Name}:Prices:Overrides:{type}", "US dollars an hour, as 1.2220", text));
            }
        }

        return new PriceOptions { File = reader.Text("File"), Overrides = overrides.ToImmutable() };
    }

    private static AwsMetricOptions ReadMetrics(SectionReader reader)
    {
        var defaults = new AwsMetricOptions();
        return new AwsMetricOptions
        {
            Namespace = reader.Text("Namespace", defaults.Namespace),
            DemandMetric = reader.Text("DemandMetric", defaults.DemandMetric),
            ArrivalsMetric = reader.Text("ArrivalsMetric"),
            Statistic = reader.Choice("Statistic", Statistics, defaults.Statistic),
            TenantDimension = reader.Text("TenantDimension", defaults.TenantDimension),
            EndpointDimension = reader.Text("EndpointDimension", defaults.EndpointDimension),
            ComponentDimension = reader.Text("ComponentDimension", defaults.ComponentDimension),
            Period = reader.Duration("Period", defaults.Period),
            SettleTime = reader.Duration("SettleTime", defaults.SettleTime),
            CallTimeout = reader.Duration("CallTimeout", defaults.CallTimeout),
            ThrottleDelay = reader.Duration("ThrottleDelay", defaults.ThrottleDelay),
            PublishPeriod = reader.Duration("PublishPeriod", defaults.PublishPeriod),
        };
    }

    // On AWS a question costs, as much again for each metric that tells a component's demand.
    private static WatchPolicy ReadWatching(SectionReader reader, AwsMetricOptions metrics)
    {
        var defaults = new WatchPolicy { IsAdaptive = true, UsdPerThousandQueries = metrics.ArrivalsMetric is null ? 0.01m : 0.02m };
        return new WatchPolicy
        {
            IsAdaptive = reader.Flag("IsAdaptive", defaults.IsAdaptive),
            HotFor = reader.Duration("HotFor", defaults.HotFor),
            IdlePeriod = reader.Duration("IdlePeriod", defaults.IdlePeriod),
            LongestPeriod = reader.Duration("LongestPeriod", defaults.LongestPeriod),
            FirstSampleWithin = reader.Duration("FirstSampleWithin", defaults.FirstSampleWithin),
            UsdPerThousandQueries = ReadUsd(reader, "UsdPerThousandQueries", defaults.UsdPerThousandQueries) ?? defaults.UsdPerThousandQueries,
            BudgetUsdPerMonth = ReadUsd(reader, "BudgetUsdPerMonth", defaults.BudgetUsdPerMonth),
        };
    }

    private static decimal? ReadUsd(SectionReader reader, string name, decimal? otherwise) => reader.Read(
        name,
        otherwise,
        "US dollars, as 0.01",
        static (string text, out decimal? value) =>
        {
            var isRead = decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var usd);
            value = usd;
            return isRead;
        });

    private static double ReadRatio(SectionReader reader, string name, double otherwise) => reader.Read(
        name, otherwise, "a number", static (text, out value) => double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out value));
}
