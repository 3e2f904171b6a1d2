using Autoscaler.Cloud.Aws.Tests.Kit;

namespace Autoscaler.Cloud.Aws.Tests.DynamoDb;

public sealed class DynamoDbDynaliteTests(Dynalite dynalite) : IClassFixture<Dynalite>
{
    [DynaliteFact]
    public async Task Storage_KeepsStateByItsEtag() => await RunAsync("by-etag", static storage => storage.KeepsStateByItsEtagAsync());

    [DynaliteFact]
    public async Task Storage_KeepsGrainsAndStatesApart() => await RunAsync("apart", static storage => storage.KeepsGrainsAndStatesApartAsync());

    [DynaliteFact]
    public async Task Storage_LetsOneOfManyWritersWin() => await RunAsync("contended", static storage => storage.LetsOneOfManyWritersWinAsync(atOnce: true));

    [DynaliteFact]
    public async Task Storage_KeepsWhatJustFits() => await RunAsync("just-fits", static storage => storage.KeepsWhatJustFitsAsync());

    [DynaliteFact]
    public async Task Storage_RefusesWhatDoesNotFit() => await RunAsync("large", static storage => storage.RefusesWhatDoesNotFitAsync());

    [DynaliteFact]
    public Task Storage_MakesItsTableOnRequest() => StorageOnServer.MakesItsTableOnRequestAsync(dynalite.Address);

    private async Task RunAsync(string table, Func<StorageOnServer, Task> check)
    {
        using var storage = new StorageOnServer(dynalite.Address, table);
        await check(storage);
    }
}
