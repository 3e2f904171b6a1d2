using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime.Hosting;
using Orleans.SingleProcess.Reminders;
using Orleans.Storage;

namespace Orleans.Hosting;

/// <summary>Keeps reminders in a grain storage; this host's own, not part of Orleans.</summary>
public static class GrainStorageReminderExtensions
{
    private const string DefaultStorageName = "Default";

    /// <summary>Adds reminders that live as long as what is in a grain storage.</summary>
    /// <param name="builder">The host.</param>
    /// <param name="storageName">The storage's name; it must be registered.</param>
    public static ISiloBuilder UseGrainStorageReminderService(this ISiloBuilder builder, string storageName = DefaultStorageName)
    {
        ArgumentException.ThrowIfNullOrEmpty(storageName);
        builder.AddReminders();
        builder.Services.AddGrainStorage(
            ReminderGrain.StorageName, (services, _) => services.GetRequiredKeyedService<IGrainStorage>(storageName));
        return builder;
    }
}
