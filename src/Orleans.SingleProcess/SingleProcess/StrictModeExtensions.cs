using Microsoft.Extensions.DependencyInjection;
using Orleans.Hosting;

namespace Orleans.SingleProcess;

/// <summary>Turns strict mode on or off; this host's own, not part of Orleans.</summary>
public static class StrictModeExtensions
{
    /// <summary>
    /// Passes messages as a cluster would: whatever would surprise there fails here. The last call decides. <see cref="StrictModeOptions"/> says more.
    /// </summary>
    public static ISiloBuilder UseStrictMode(this ISiloBuilder builder, bool isOn = true)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.Configure<StrictModeOptions>(options => options.IsOn = isOn);
        return builder;
    }
}
