using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;

namespace Autoscaler.Api.Access;

/// <summary>Puts the gate before whatever else the host's pipeline holds.</summary>
internal sealed class ApiGateFilter : IStartupFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => builder =>
    {
        builder.UseMiddleware<ApiGate>();
        next(builder);
    };
}
