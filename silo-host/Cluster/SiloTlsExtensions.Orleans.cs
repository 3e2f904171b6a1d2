using Orleans.Connections.Security;
using Orleans.Hosting;

namespace Autoscaler.SiloHost.Cluster;

/// <summary>Has a silo encrypt its connections, and believe only those who show a certificate of their own.</summary>
internal static class SiloTlsExtensions
{
    public static ISiloBuilder UseSiloTls(this ISiloBuilder silo, SiloTlsOptions tls)
    {
        if (!tls.IsOn)
        {
            return silo;
        }

        var certificates = SiloCertificates.Load(tls);
        return OrleansConnectionSecurityHostingExtensions.UseTls(silo, certificates.Own, (TlsOptions options) =>
        {
            options.RemoteCertificateMode = RemoteCertificateMode.RequireCertificate;
            options.ClientCertificateMode = RemoteCertificateMode.RequireCertificate;
            options.RemoteCertificateValidation = (certificate, _, errors) => certificates.Accepts(certificate, errors);
            options.OnAuthenticateAsClient = (_, authentication) => authentication.TargetHost = tls.HostName;
        });
    }
}
