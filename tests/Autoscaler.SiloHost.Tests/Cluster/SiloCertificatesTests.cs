using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Autoscaler.SiloHost.Cluster;

namespace Autoscaler.SiloHost.Tests.Cluster;

public sealed class SiloCertificatesTests : IDisposable
{
    private const string Shared = "silo.autoscaler.internal";

    // What the machine says of a certificate whose authority it does not know.
    private const SslPolicyErrors Unknown = SslPolicyErrors.RemoteCertificateChainErrors;

    private readonly string _folder = Directory.CreateTempSubdirectory("silo-tls").FullName;
    private readonly X509Certificate2 _authority = Authority();

    [Fact]
    public void Accepts_ACertificateOfTheAuthorityForTheName_BelievesIt()
    {
        using var certificates = SiloCertificates.Load(Files());

        Assert.True(certificates.Own.HasPrivateKey);
        Assert.True(certificates.Accepts(Issue(_authority, Shared), Unknown));
    }

    [Fact]
    public void Accepts_AnythingElse_Refuses()
    {
        using var certificates = SiloCertificates.Load(Files());
        using var other = Authority();

        Assert.False(certificates.Accepts(null, SslPolicyErrors.RemoteCertificateNotAvailable));
        Assert.False(certificates.Accepts(Issue(other, Shared), Unknown));
        Assert.False(certificates.Accepts(Issue(_authority, "elsewhere.internal"), Unknown));
        Assert.False(certificates.Accepts(Issue(_authority, Shared), Unknown | SslPolicyErrors.RemoteCertificateNameMismatch));
        Assert.False(certificates.Accepts(Issue(_authority, Shared, expired: true), Unknown));
    }

    [Fact]
    public void Accepts_WithoutAnAuthorityOfItsOwn_GoesByTheMachinesTrust()
    {
        using var certificates = SiloCertificates.Load(Files() with { AuthorityFile = null });

        Assert.False(certificates.Accepts(Issue(_authority, Shared), Unknown));
        Assert.True(certificates.Accepts(Issue(_authority, Shared), SslPolicyErrors.None));
    }

    [Fact]
    public void Load_APfxFile_NeedsItsPassword()
    {
        var file = Path.Combine(_folder, "silo.pfx");
        using (var own = Issue(_authority, Shared))
        {
            File.WriteAllBytes(file, own.Export(X509ContentType.Pkcs12, "right"));
        }

        var tls = new SiloTlsOptions { CertificateFile = file, Password = "right", HostName = Shared };
        using var certificates = SiloCertificates.Load(tls);

        Assert.True(certificates.Own.HasPrivateKey);
        var refused = Assert.Throws<InvalidDataException>(() => SiloCertificates.Load(tls with { Password = "wrong" }));
        Assert.StartsWith($"Cluster:Tls:CertificateFile: expected a certificate; found '{file}'", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("wrong", refused.Message, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        _authority.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private SiloTlsOptions Files()
    {
        using var own = Issue(_authority, Shared);
        return new SiloTlsOptions
        {
            CertificateFile = Write("silo.pem", own.ExportCertificatePem()),
            KeyFile = Write("silo.key", own.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem()),
            AuthorityFile = Write("ca.pem", _authority.ExportCertificatePem()),
            HostName = Shared,
        };
    }

    private string Write(string name, string text)
    {
        var file = Path.Combine(_folder, name);
        File.WriteAllText(file, text);
        return file;
    }

    private static X509Certificate2 Authority()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=Authority", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true));
        return request.CreateSelfSigned(TimeProvider.System.GetUtcNow().AddDays(-10), TimeProvider.System.GetUtcNow().AddDays(10));
    }

    private static X509Certificate2 Issue(X509Certificate2 authority, string name, bool expired = false)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=Silo", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        request.CertificateExtensions.Add(names.Build());
        var until = TimeProvider.System.GetUtcNow().AddDays(expired ? -1 : 1);
        using var certificate = request.Create(authority, until.AddDays(-3), until, RandomNumberGenerator.GetBytes(8));
        return certificate.CopyWithPrivateKey(key);
    }
}
