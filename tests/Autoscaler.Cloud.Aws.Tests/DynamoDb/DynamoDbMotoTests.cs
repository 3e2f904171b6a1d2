using Autoscaler.Cloud.Aws.Tests.Kit;

namespace Autoscaler.Cloud.Aws.Tests.DynamoDb;

/// <summary>Against moto. An item that just fits is not here: moto counts the text that bytes are sent as; <see cref="DynamoDbDynaliteTests"/> has it.</summary>
[Collection(MotoCollectionDefinition.Name)]
public sealed class DynamoDbMotoTests(MotoServer moto)
{
    [MotoFact]
    public async Task Storage_KeepsStateByItsEtag() => await RunAsync(static storage => storage.KeepsStateByItsEtagAsync());

    [MotoFact]
    public async Task Storage_KeepsGrainsAndStatesApart() => await RunAsync(static storage => storage.KeepsGrainsAndStatesApartAsync());

    // One after another: moto looks at the condition and writes in two steps, on threads that no lock holds apart. Writers at once are dynalite's.
    [MotoFact]
    public async Task Storage_LetsOneOfManyWritersWin() => await RunAsync(static storage => storage.LetsOneOfManyWritersWinAsync(atOnce: false));

    [MotoFact]
    public async Task Storage_RefusesWhatDoesNotFit() => await RunAsync(static storage => storage.RefusesWhatDoesNotFitAsync());

    [MotoFact]
    public async Task Storage_MakesItsTableOnRequest()
    {
        await moto.ResetAsync(CancellationToken.None);
        await StorageOnServer.MakesItsTableOnRequestAsync(moto.Address);
    }

    private async Task RunAsync(Func<StorageOnServer, Task> check)
    {
        await moto.ResetAsync(CancellationToken.None);
        using var storage = new StorageOnServer(moto.Address, "grains");
        await check(storage);
    }
}
