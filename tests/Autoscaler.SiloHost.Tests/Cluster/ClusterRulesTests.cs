using Autoscaler.SiloHost.Cluster;
using Autoscaler.SiloHost.Options;

namespace Autoscaler.SiloHost.Tests.Cluster;

public sealed class ClusterRulesTests
{
    private const string Production = "Production";
    private const string Development = "Development";

    private static readonly SiloClusterOptions AllDynamoDb = new()
    {
        Clustering = ClusteringKind.DynamoDb,
        GrainStorage = StoreKind.DynamoDb,
        Reminders = StoreKind.DynamoDb,
        DynamoDb = new() { Region = "us-east-1" },
    };

    private static readonly SiloClusterOptions AzureAndDynamoDb = AllDynamoDb with
    {
        Clustering = ClusteringKind.AzureTable,
        AzureTable = new() { Endpoint = new Uri("https://a.table.core.windows.net") },
    };

    [Fact]
    public void Check_Defaults_AreForDevelopment()
    {
        Assert.Empty(Check(new SiloClusterOptions(), RuntimeTraits.SingleProcess, Development));
        Assert.Empty(Check(new SiloClusterOptions(), RuntimeTraits.Orleans, Development));
    }

    [Fact]
    public void Check_MemoryOutsideDevelopment_IsRefusedWithEverythingElse()
    {
        Assert.Equal(
            [
                "Cluster:Clustering: expected azure-table or dynamodb, outside the environment Development (DOTNET_ENVIRONMENT=Development to try it out); found 'localhost in the environment Production'",
                "Cluster:GrainStorage: expected dynamodb, outside the environment Development (DOTNET_ENVIRONMENT=Development to try it out); found 'memory in the environment Production'",
                "Cluster:Reminders: expected dynamodb, outside the environment Development (DOTNET_ENVIRONMENT=Development to try it out); found 'memory in the environment Production'",
                "Cluster:SiloPort: expected 1 to 65535; found '0'",
            ],
            Check(new SiloClusterOptions { SiloPort = 0 }, RuntimeTraits.Orleans, Production));
        Assert.Equal(
            [
                "--data: expected a folder for the grains' state, outside the environment Development (DOTNET_ENVIRONMENT=Development to try it out); found 'memory in the environment Staging'",
            ],
            Check(new SiloClusterOptions(), RuntimeTraits.SingleProcess, "Staging"));
    }

    [Fact]
    public void Check_DurableOutsideDevelopment_IsAccepted()
    {
        Assert.Empty(Check(AllDynamoDb, RuntimeTraits.Orleans, Production));
        Assert.Empty(Check(AzureAndDynamoDb, RuntimeTraits.Orleans, Production));
        Assert.Empty(ClusterRules.Check(new SiloHostOptions { Speed = 1, DataFolder = "/state" }, RuntimeTraits.SingleProcess, Production));
    }

    [Fact]
    public void Check_AClusterInOneProcess_IsRefused() => Assert.Equal(
        ["Cluster:Clustering", "Cluster:GrainStorage", "Cluster:Reminders"],
        ClusterRules.Check(new SiloHostOptions { Speed = 1, Cluster = AllDynamoDb }, RuntimeTraits.SingleProcess, Development).Select(static error => error.Option));

    [Fact]
    public void Check_SpeedOrDataInACluster_IsRefused() => Assert.Equal(
        ["--speed: expected 1, with GrainRuntime=Orleans; found '30'", "--data: expected nothing, with GrainRuntime=Orleans; found '/state'"],
        ClusterRules.Check(new SiloHostOptions { Speed = 30, DataFolder = "/state", Cluster = AllDynamoDb }, RuntimeTraits.Orleans, Production)
            .Select(static error => error.ToString()));

    public static TheoryData<string, string> Wrongs { get; } = new()
    {
        { "GatewayPort", "Cluster:GatewayPort: expected another port than SiloPort; found '11111'" },
        { "HighPort", "Cluster:GatewayPort: expected 1 to 65535; found '65536'" },
        { "ClusterId", "Cluster:ClusterId: expected 1 to 100 letters, digits, hyphens, dots or underscores; found 'a b'" },
        { "ServiceId", "Cluster:ServiceId: expected 1 to 100 letters, digits, hyphens, dots or underscores; found ''" },
        { "ResponseTimeout", "Cluster:ResponseTimeout: expected more than Membership:ProbeTimeout × Membership:MissedProbes, 00:00:40; found '00:00:30'" },
        { "DrainTimeout", "Cluster:DrainTimeout: expected 00:00:01 to 00:10:00; found '00:11:00'" },
        { "CollectionAge", "Cluster:CollectionAge: expected 00:02:00 to 1.00:00:00; found '00:01:00'" },
        { "Votes", "Cluster:Membership:Votes: expected 1 to 10; found '0'" },
        { "NoRegion", "Cluster:DynamoDb:Region: expected either it or DynamoDb:EmulatorUrl; found nothing" },
        { "Region", "Cluster:DynamoDb:Region: expected an AWS region, as us-east-1; found 'https://dynamodb.us-east-1.amazonaws.com'" },
        { "Secret", "Cluster:DynamoDb:SecretKey: expected a secret for DynamoDb:AccessKey, or neither; found 'one of them'" },
        { "Token", "Cluster:DynamoDb:SessionToken: expected nothing without DynamoDb:AccessKey; found 'a token'" },
        { "Tables", "Cluster:DynamoDb:StateTable: expected three tables with different names; found 'same, same, autoscaler-reminders'" },
        { "Table", "Cluster:DynamoDb:ReminderTable: expected 3 to 255 letters, digits, hyphens, dots or underscores; found 'a/b'" },
        { "Emulator", "Cluster:DynamoDb:EmulatorUrl: expected nothing outside the environment Development: calls to a URL are signed with made-up credentials; found 'http://localhost:8000/ in the environment Production'" },
        { "NoAzure", "Cluster:AzureTable:ConnectionString: expected either it or AzureTable:Endpoint; found nothing" },
        { "BothAzure", "Cluster:AzureTable:ConnectionString: expected either it or AzureTable:Endpoint; found 'both'" },
        { "PlainAzure", "Cluster:AzureTable:Endpoint: expected an https URL; found 'http://a.table.core.windows.net'" },
        { "AzureName", "Cluster:AzureTable:TableName: expected 3 to 63 letters and digits, a letter first; found 'silo-table'" },
        { "TlsFile", "Cluster:Tls:CertificateFile: expected a file that is there; found '/nowhere/silo.pfx'" },
        { "TlsName", "Cluster:Tls:HostName: expected the DNS name that all certificates are for; found nothing" },
        { "TlsHalf", "Cluster:Tls:HostName: expected nothing without Tls:CertificateFile; found 'silo.internal'" },
    };

    [Theory]
    [MemberData(nameof(Wrongs))]
    public void Check_SomethingWrong_SaysWhatWasExpectedAndFound(string wrong, string expected) =>
        Assert.Contains(expected, Check(Broken(wrong), RuntimeTraits.Orleans, Production));

    private static SiloClusterOptions Broken(string wrong) => wrong switch
    {
        "GatewayPort" => AllDynamoDb with { GatewayPort = 11111 },
        "HighPort" => AllDynamoDb with { GatewayPort = 65536 },
        "ClusterId" => AllDynamoDb with { ClusterId = "a b" },
        "ServiceId" => AllDynamoDb with { ServiceId = "" },
        "ResponseTimeout" => AllDynamoDb with { Membership = new() { ProbeTimeout = TimeSpan.FromSeconds(20) } },
        "DrainTimeout" => AllDynamoDb with { DrainTimeout = TimeSpan.FromMinutes(11) },
        "CollectionAge" => AllDynamoDb with { CollectionAge = TimeSpan.FromMinutes(1) },
        "Votes" => AllDynamoDb with { Membership = new() { Votes = 0 } },
        "NoRegion" => AllDynamoDb with { DynamoDb = new() },
        "Region" => AllDynamoDb with { DynamoDb = new() { Region = "https://dynamodb.us-east-1.amazonaws.com" } },
        "Secret" => AllDynamoDb with { DynamoDb = AllDynamoDb.DynamoDb with { AccessKey = "a" } },
        "Token" => AllDynamoDb with { DynamoDb = AllDynamoDb.DynamoDb with { SessionToken = "t" } },
        "Tables" => AllDynamoDb with { DynamoDb = AllDynamoDb.DynamoDb with { SiloTable = "same", StateTable = "same" } },
        "Table" => AllDynamoDb with { DynamoDb = AllDynamoDb.DynamoDb with { ReminderTable = "a/b" } },
        "Emulator" => AllDynamoDb with { DynamoDb = new() { EmulatorUrl = new Uri("http://localhost:8000/") } },
        "NoAzure" => AzureAndDynamoDb with { AzureTable = new() },
        "BothAzure" => AzureAndDynamoDb with { AzureTable = AzureAndDynamoDb.AzureTable with { ConnectionString = "secret" } },
        "PlainAzure" => AzureAndDynamoDb with { AzureTable = new() { Endpoint = new Uri("http://a.table.core.windows.net") } },
        "AzureName" => AzureAndDynamoDb with { AzureTable = AzureAndDynamoDb.AzureTable with { TableName = "silo-table" } },
        "TlsFile" or "TlsName" => AllDynamoDb with { Tls = new() { CertificateFile = "/nowhere/silo.pfx" } },
        "TlsHalf" => AllDynamoDb with { Tls = new() { HostName = "silo.internal" } },
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static IEnumerable<string> Check(SiloClusterOptions cluster, RuntimeTraits runtime, string environment) =>
        ClusterRules.Check(new SiloHostOptions { Speed = 1, Cluster = cluster }, runtime, environment).Select(static error => error.ToString());
}
