using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;

namespace Autoscaler.SiloHost.Options;

/// <summary>Looks whether addresses can be listened on, before anything else begins.</summary>
internal static class ListenAddresses
{
    /// <summary>Every address that cannot be.</summary>
    public static IEnumerable<OptionError> Check(ImmutableArray<string> urls)
    {
        foreach (var url in urls)
        {
            if (ErrorOf(BindingAddress.Parse(url)) is { } error)
            {
                yield return new OptionError(CommandLine.UrlsName, $"an address that this program can listen on ({error})", url);
            }
        }
    }

    private static string? ErrorOf(BindingAddress address)
    {
        if (address.Port == 0 || address.IsUnixPipe || address.IsNamedPipe)
        {
            return null;
        }

        var ip = address.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase) ? IPAddress.Loopback
            : IPAddress.TryParse(address.Host.Trim('[', ']'), out var parsed) ? parsed
            : IPAddress.Any;
        try
        {
            using var listener = new TcpListener(ip, address.Port);
            listener.Start();
            return null;
        }
        catch (SocketException e)
        {
            return e.Message;
        }
    }
}
