using System.Text.Json;
using Autoscaler.Cloud.Aws.DynamoDb;
using Autoscaler.Cloud.Aws.Tests.Kit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans;
using Orleans.Hosting;
using Orleans.Runtime;
using Orleans.Storage;

namespace Autoscaler.Cloud.Aws.Tests.DynamoDb;

/// <summary>A host whose grains and reminders live in DynamoDB, and another one after it.</summary>
public sealed class RemindersOnDynamoDbTests(Dynalite dynalite) : IClassFixture<Dynalite>
{
    [DynaliteFact]
    public async Task StateAndReminder_OutliveTheHost()
    {
        using (var first = await StartAsync())
        {
            await Grain(first).KeepAsync("a word");
            await first.StopAsync();
        }

        using var second = await StartAsync();
        Assert.Equal("a word, wake", await Grain(second).TellAsync());
        await second.StopAsync();
    }

    private static IKeepingGrain Grain(IHost host) => host.Services.GetRequiredService<IGrainFactory>().GetGrain<IKeepingGrain>("k");

    private async Task<IHost> StartAsync()
    {
        // As a host gets them; dynalite takes any.
        Environment.SetEnvironmentVariable("AWS_ACCESS_KEY_ID", "testing");
        Environment.SetEnvironmentVariable("AWS_SECRET_ACCESS_KEY", "testing");
        var connection = new AwsOptions { Region = "us-east-1", EndpointUrl = dynalite.Address };
        var builder = new HostApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Services.AddSingleton<IGrainStorageSerializer, WebJson>();
        builder.Services.AddAwsGrainStorageAsDefault(connection, new AwsGrainStorageOptions { TableName = "host-grains", CreateTable = true });
        builder.UseOrleans(static silo => silo.UseGrainStorageReminderService());
        var host = builder.Build();
        await host.StartAsync();
        return host;
    }

    private sealed class WebJson : IGrainStorageSerializer
    {
        public BinaryData Serialize<T>(T? input) => BinaryData.FromBytes(JsonSerializer.SerializeToUtf8Bytes(input));

        public T? Deserialize<T>(BinaryData input) => JsonSerializer.Deserialize<T>(input.ToMemory().Span);
    }
}

/// <summary>Keeps a word, and has a reminder.</summary>
internal interface IKeepingGrain : IGrainWithStringKey
{
    Task KeepAsync(string word);

    Task<string> TellAsync();
}

internal sealed class KeepingGrain([PersistentState("word")] IPersistentState<KeptWord> kept) : Grain, IKeepingGrain, IRemindable
{
    public async Task KeepAsync(string word)
    {
        kept.State = new KeptWord { Word = word };
        await kept.WriteStateAsync();
        await this.RegisterOrUpdateReminder("wake", TimeSpan.FromHours(1), TimeSpan.FromHours(1));
    }

    public async Task<string> TellAsync() => $"{kept.State.Word}, {string.Join(' ', (await this.GetReminders()).Select(static reminder => reminder.ReminderName))}";

    public Task ReceiveReminder(string reminderName, TickStatus status) => Task.CompletedTask;
}

[GenerateSerializer, Alias("autoscaler.tests.KeptWord"), Immutable]
internal sealed record KeptWord
{
    [Id(0)] public string Word { get; init; } = "";
}
