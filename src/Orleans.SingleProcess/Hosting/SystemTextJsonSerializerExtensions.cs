using Microsoft.Extensions.DependencyInjection.Extensions;
using Orleans.SingleProcess.Storage;
using Orleans.Storage;

namespace Orleans.Hosting;

/// <summary>Chooses how stored states are written.</summary>
public static class SystemTextJsonSerializerExtensions
{
    /// <summary>Makes System.Text.Json the serializer of storages that keep bytes.</summary>
    public static ISiloBuilder UseSystemTextJsonGrainStorageSerializer(this ISiloBuilder siloBuilder)
    {
        ArgumentNullException.ThrowIfNull(siloBuilder);
        siloBuilder.Services.TryAddSingleton<IGrainStorageSerializer, JsonStateSerializer>();
        return siloBuilder;
    }
}
