using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Orleans.Hosting;

/// <summary>Configures a client of a cluster. This host has none: whoever needs grains hosts them, and its own services reach them.</summary>
public interface IClientBuilder
{
    /// <summary>The client's services.</summary>
    IServiceCollection Services { get; }

    /// <summary>The client's configuration; empty when the program has none.</summary>
    IConfiguration Configuration { get; }
}
