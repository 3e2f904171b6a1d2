using System.Net;
using Orleans.Concurrency;
using Orleans.Runtime;
using Orleans.SingleProcess.Tests.Serialization;
using Xunit.Sdk;

namespace Orleans.SingleProcess.Tests.Grains;

/// <summary>Takes and gives whatever can be put into an object.</summary>
internal interface IParcelGrain : IGrainWithStringKey
{
    /// <summary>Keeps a value until <see cref="TakeAsync"/>; lets the caller go on at once.</summary>
    Task PutAsync(object? value);

    /// <summary>The kept value itself.</summary>
    Task<object?> TakeAsync();

    /// <summary>Changes the kept value, a <see cref="Node"/>.</summary>
    Task ChangeAsync();

    Task ThrowAsync(string kind);

    [OneWay]
    Task TellAsync(object value);

    Task<ICounterGrain> PassAsync(ICounterGrain grain);

    Task<object?> ContextAsync(string key);
}

internal sealed class ParcelGrain : Grain, IParcelGrain
{
    private object? _value;

    public Task PutAsync(object? value)
    {
        _value = value;
        return Task.CompletedTask;
    }

    public Task<object?> TakeAsync() => Task.FromResult(_value);

    public Task ChangeAsync()
    {
        ((Node)_value!).Numbers[0]++;
        return Task.CompletedTask;
    }

    public Task ThrowAsync(string kind) => throw kind switch
    {
        "framework" => new HttpRequestException("No.", null, HttpStatusCode.Conflict),
        "annotated" => new AppFault("Wrong.", 5),
        "untold" => new UntoldFault(),
        "inside" => new InvalidOperationException("Outer.", new XunitException("Lost.")),
        _ => new XunitException("Lost."),
    };

    public Task TellAsync(object value) => PutAsync(value);

    public Task<ICounterGrain> PassAsync(ICounterGrain grain) => Task.FromResult(grain);

    public Task<object?> ContextAsync(string key) => Task.FromResult(RequestContext.Get(key));
}
