using Autoscaler.Contracts.Clients;
using Autoscaler.Samples.Backend;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

var builder = Host.CreateApplicationBuilder(args);
builder.Logging.SetMinimumLevel(LogLevel.Warning);
builder.UseAutoscaler();
using var host = builder.Build();
await host.StartAsync();
var stopping = host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
await new Backend(host.Services.GetRequiredService<AutoscalerClient>(), TimeProvider.System, Console.Out).RunAsync(stopping);
await host.StopAsync();
