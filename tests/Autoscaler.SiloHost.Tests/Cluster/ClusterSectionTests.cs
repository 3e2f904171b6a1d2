using System.Net;
using Autoscaler.SiloHost.Cluster;
using Autoscaler.SiloHost.Options;
using Microsoft.Extensions.Configuration;

namespace Autoscaler.SiloHost.Tests.Cluster;

public sealed class ClusterSectionTests
{
    private static Dictionary<string, string?> EveryValue => new()
    {
        ["Clustering"] = "Azure-Table",
        ["GrainStorage"] = "dynamodb",
        ["Reminders"] = "dynamodb",
        ["ClusterId"] = "blue",
        ["ServiceId"] = "shop",
        ["SiloPort"] = "1",
        ["GatewayPort"] = "2",
        ["AdvertisedAddress"] = "10.0.0.7",
        ["ResponseTimeout"] = "00:00:20",
        ["DrainTimeout"] = "00:01:00",
        ["CollectionAge"] = "00:10:00",
        ["Membership:ProbeTimeout"] = "00:00:02",
        ["Membership:MissedProbes"] = "3",
        ["Membership:Votes"] = "2",
        ["Membership:TableRefreshPeriod"] = "00:00:10",
        ["AzureTable:ConnectionString"] = "c",
        ["AzureTable:Endpoint"] = "https://a.table.core.windows.net",
        ["AzureTable:ManagedIdentityClientId"] = "m",
        ["AzureTable:TableName"] = "Silos",
        ["DynamoDb:Region"] = "eu-north-1",
        ["DynamoDb:EmulatorUrl"] = "http://localhost:8000",
        ["DynamoDb:AccessKey"] = "a",
        ["DynamoDb:SecretKey"] = "s",
        ["DynamoDb:SessionToken"] = "t",
        ["DynamoDb:SiloTable"] = "one",
        ["DynamoDb:StateTable"] = "two",
        ["DynamoDb:ReminderTable"] = "three",
        ["DynamoDb:CreateTables"] = "false",
        ["Tls:CertificateFile"] = "c.pem",
        ["Tls:KeyFile"] = "k.pem",
        ["Tls:Password"] = "p",
        ["Tls:AuthorityFile"] = "ca.pem",
        ["Tls:HostName"] = "silo.autoscaler.internal",
    };

    [Fact]
    public void Read_Nothing_TakesTheDefaults()
    {
        var (options, errors) = Read([]);

        Assert.Empty(errors);
        Assert.Equal(new SiloClusterOptions(), options);
        Assert.Equal((ClusteringKind.Localhost, StoreKind.Memory, StoreKind.Memory), (options.Clustering, options.GrainStorage, options.Reminders));
        Assert.Equal(("autoscaler", "autoscaler", 11111, 30000, null), (options.ClusterId, options.ServiceId, options.SiloPort, options.GatewayPort, options.AdvertisedAddress));
        Assert.Equal(
            (TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(15)), (options.ResponseTimeout, options.DrainTimeout, options.CollectionAge));
        Assert.Equal(
            (TimeSpan.FromSeconds(1), 2, 1, TimeSpan.FromSeconds(5)),
            (options.Membership.ProbeTimeout, options.Membership.MissedProbes, options.Membership.Votes, options.Membership.TableRefreshPeriod));
        Assert.Equal(TimeSpan.FromSeconds(2), options.Membership.DetectionTime);
        Assert.Equal(("AutoscalerSilos", null, null), (options.AzureTable.TableName, options.AzureTable.ConnectionString, options.AzureTable.Endpoint));
        Assert.Equal(
            ("autoscaler-silos", "autoscaler-state", "autoscaler-reminders", true),
            (options.DynamoDb.SiloTable, options.DynamoDb.StateTable, options.DynamoDb.ReminderTable, options.DynamoDb.CreateTables));
        Assert.False(options.Tls.IsOn);
    }

    [Fact]
    public void Read_EveryValue_TakesIt()
    {
        var (options, errors) = Read(EveryValue);

        Assert.Empty(errors);
        Assert.Equal(
            new SiloClusterOptions
            {
                Clustering = ClusteringKind.AzureTable,
                GrainStorage = StoreKind.DynamoDb,
                Reminders = StoreKind.DynamoDb,
                ClusterId = "blue",
                ServiceId = "shop",
                SiloPort = 1,
                GatewayPort = 2,
                AdvertisedAddress = IPAddress.Parse("10.0.0.7"),
                ResponseTimeout = TimeSpan.FromSeconds(20),
                DrainTimeout = TimeSpan.FromMinutes(1),
                CollectionAge = TimeSpan.FromMinutes(10),
                Membership = new() { ProbeTimeout = TimeSpan.FromSeconds(2), MissedProbes = 3, Votes = 2, TableRefreshPeriod = TimeSpan.FromSeconds(10) },
                AzureTable = new() { ConnectionString = "c", Endpoint = new Uri("https://a.table.core.windows.net"), ManagedIdentityClientId = "m", TableName = "Silos" },
                DynamoDb = new()
                {
                    Region = "eu-north-1",
                    EmulatorUrl = new Uri("http://localhost:8000"),
                    AccessKey = "a",
                    SecretKey = "s",
                    SessionToken = "t",
                    SiloTable = "one",
                    StateTable = "two",
                    ReminderTable = "three",
                    CreateTables = false,
                },
                Tls = new() { CertificateFile = "c.pem", KeyFile = "k.pem", Password = "p", AuthorityFile = "ca.pem", HostName = "silo.autoscaler.internal" },
            },
            options);
    }

    [Fact]
    public void Read_WrongValues_TellsAllOfThemAtOnce()
    {
        var (_, errors) = Read(new()
        {
            ["Clustering"] = "zookeeper",
            ["SiloPort"] = "many",
            ["AdvertisedAddress"] = "here",
            ["DrainTimeout"] = "30",
            ["DynamoDb:EmulatorUrl"] = "localhost",
            ["DynamoDb:CreateTables"] = "yes",
        });

        Assert.Equal(
            [
                "Cluster:Clustering: expected localhost or azure-table or dynamodb; found 'zookeeper'",
                "Cluster:SiloPort: expected a whole number; found 'many'",
                "Cluster:AdvertisedAddress: expected an IP address; found 'here'",
                "Cluster:DrainTimeout: expected hours:minutes:seconds, as 00:00:05; found '30'",
                "Cluster:DynamoDb:EmulatorUrl: expected an http or https URL; found 'localhost'",
                "Cluster:DynamoDb:CreateTables: expected true or false; found 'yes'",
            ],
            errors);
    }

    [Theory]
    [InlineData("SiloPrt")]
    [InlineData("Membership:Probes")]
    [InlineData("Dynamo:Region")]
    public void Read_ANameThatThereIsNot_IsRefused(string name)
    {
        var (_, errors) = Read(new() { [name] = "1" });

        Assert.StartsWith($"Cluster:{name.Split(':')[0]}", Assert.Single(errors), StringComparison.Ordinal);
    }

    private static (SiloClusterOptions Options, IEnumerable<string> Errors) Read(Dictionary<string, string?> values)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(values.ToDictionary(static value => $"Cluster:{value.Key}", static value => value.Value)).Build();
        var errors = new List<OptionError>();
        return (ClusterSection.Read(configuration, errors), errors.Select(static error => error.ToString()));
    }
}
