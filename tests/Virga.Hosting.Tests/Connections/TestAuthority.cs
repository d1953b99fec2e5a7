using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Virga.Hosting.Tests.Connections;

/// <summary>An authority that issues certificates for one test.</summary>
internal sealed class TestAuthority : IDisposable
{
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly DateTimeOffset _now = TimeProvider.System.GetUtcNow();
    private int _serial;

    public TestAuthority(string name = "CN=Test authority")
    {
        var request = new CertificateRequest(name, _key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        Certificate = request.CreateSelfSigned(_now.AddDays(-30), _now.AddDays(30));
    }

    /// <summary>The authority's own certificate.</summary>
    public X509Certificate2 Certificate { get; }

    /// <summary>A certificate for loopback, or for one other name.</summary>
    public X509Certificate2 ForServer(string? name = null, bool isExpired = false)
    {
        var names = new SubjectAlternativeNameBuilder();
        if (name is not null) names.AddDnsName(name);
        else
        {
            names.AddDnsName("localhost");
            names.AddIpAddress(IPAddress.Loopback);
        }

        return Issue("CN=Test server", "1.3.6.1.5.5.7.3.1", names.Build(), isExpired);
    }

    public X509Certificate2 ForClient(string name) => Issue("CN=" + name, "1.3.6.1.5.5.7.3.2", null, isExpired: false);

    public void Dispose()
    {
        Certificate.Dispose();
        _key.Dispose();
    }

    private X509Certificate2 Issue(string subject, string usage, X509Extension? names, bool isExpired)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(subject, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(usage)], critical: false));
        if (names is not null) request.CertificateExtensions.Add(names);
        using var issued = request.Create(Certificate, _now.AddDays(-20), _now.AddDays(isExpired ? -10 : 20), [1, 2, 3, (byte)++_serial]);
        return issued.CopyWithPrivateKey(key);
    }
}
