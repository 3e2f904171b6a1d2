using System.Net;
using System.Net.Sockets;

namespace Autoscaler.SiloHost.Tests.Kit;

/// <summary>A port of this machine that nobody listens on, for what must be told its port before it listens.</summary>
internal static class FreePort
{
    public static int Find()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
