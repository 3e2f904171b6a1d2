using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Autoscaler.SiloHost.Cluster;

/// <summary>This silo's certificate, and whether to believe those of others: silos, and clients at the gateway.</summary>
internal sealed class SiloCertificates : IDisposable
{
    private readonly X509Certificate2Collection? _authorities;
    private readonly string _hostName;

    private SiloCertificates(X509Certificate2 own, X509Certificate2Collection? authorities, string hostName)
    {
        (Own, _authorities, _hostName) = (own, authorities, hostName);
    }

    /// <summary>This silo's certificate with its key.</summary>
    public X509Certificate2 Own { get; }

    /// <summary>Reads the files.</summary>
    /// <exception cref="InvalidDataException">A file is not what it should be; the message names the option and the file.</exception>
    public static SiloCertificates Load(SiloTlsOptions tls)
    {
        var own = Read("CertificateFile", tls.CertificateFile!, file => ReadOwn(file, tls));
        if (!own.HasPrivateKey)
        {
            own.Dispose();
            throw Unreadable("CertificateFile", tls.CertificateFile!, "it has no private key; set Tls:KeyFile", null);
        }

        var authorities = tls.AuthorityFile is { } authorityFile ? Read("AuthorityFile", authorityFile, ReadAuthorities) : null;
        return new SiloCertificates(own, authorities, tls.HostName!);
    }

    /// <summary>Whether another's certificate is for the shared name, and from whom it must be.</summary>
    /// <param name="certificate">The certificate that was shown; null for none.</param>
    /// <param name="errors">What the machine's own check found wrong.</param>
    public bool Accepts(X509Certificate2? certificate, SslPolicyErrors errors)
    {
        // The machine's check of the chain counts only where its trust is asked for; the name is checked on both sides, not on the connecting one alone.
        var fatal = _authorities is null ? errors : errors & ~SslPolicyErrors.RemoteCertificateChainErrors;
        return certificate is not null && fatal == SslPolicyErrors.None && certificate.MatchesHostname(_hostName) && (_authorities is null || IsSigned(certificate, _authorities));
    }

    public void Dispose() => Own.Dispose();

    private static bool IsSigned(X509Certificate2 certificate, X509Certificate2Collection authorities)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(authorities);
        // A private authority publishes no revocation list as a rule; its certificates should live briefly.
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        return chain.Build(certificate);
    }

    private static X509Certificate2 ReadOwn(string file, SiloTlsOptions tls)
    {
        if (X509Certificate2.GetCertContentType(file) == X509ContentType.Pkcs12)
        {
            return X509CertificateLoader.LoadPkcs12FromFile(file, tls.Password);
        }

        using var pem = tls.Password is { } password
            ? X509Certificate2.CreateFromEncryptedPemFile(file, password, tls.KeyFile)
            : X509Certificate2.CreateFromPemFile(file, tls.KeyFile);
        // Windows cannot use a key that was never imported.
        return X509CertificateLoader.LoadPkcs12(pem.Export(X509ContentType.Pkcs12), null);
    }

    private static X509Certificate2Collection ReadAuthorities(string file)
    {
        var authorities = new X509Certificate2Collection();
        authorities.ImportFromPemFile(file);
        return authorities.Count > 0 ? authorities : throw new CryptographicException("no certificate in it");
    }

    private static T Read<T>(string option, string file, Func<string, T> read)
    {
        try
        {
            return read(file);
        }
        catch (Exception e) when (e is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw Unreadable(option, file, e.Message, e);
        }
    }

    private static InvalidDataException Unreadable(string option, string file, string reason, Exception? cause) =>
        new($"{ClusterSection.Name}:{nameof(SiloClusterOptions.Tls)}:{option}: expected a certificate; found '{file}' ({reason})", cause);
}
