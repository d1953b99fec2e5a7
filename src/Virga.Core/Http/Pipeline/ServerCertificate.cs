using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Virga.Http;

/// <summary>Judges the certificate of a server, and says clearly why it is refused.</summary>
internal sealed class ServerCertificate(TlsOptions options)
{
    // Server authentication, RFC 5280 section 4.2.1.12; the platform asks for it in its own check too.
    private static readonly Oid ServerAuthentication = new("1.3.6.1.5.5.7.3.1");

    public bool Check(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (options.DangerousAcceptAnyServerCertificate) return true;
        if (certificate is not X509Certificate2 shown) throw new AuthenticationException("the server showed no certificate.");

        // One that is not trusted is told before a wrong name: it may be anybody's.
        var (trusted, reason) = options.OnlyTheseAuthorities || (options.Authorities.Count > 0 && errors.HasFlag(SslPolicyErrors.RemoteCertificateChainErrors))
            ? Build(shown, chain)
            : (!errors.HasFlag(SslPolicyErrors.RemoteCertificateChainErrors), Reasons(chain));
        if (!trusted) throw new AuthenticationException($"the server's certificate ({Name(shown)}) is not trusted: {reason}. {Advice()}");
        if (!errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch)) return !errors.HasFlag(SslPolicyErrors.RemoteCertificateNotAvailable);
        throw new AuthenticationException($"the server's certificate ({Name(shown)}) is for {Names(shown)}, not for {Host(sender)}. Use the host that it names as endpoint, or give the server a certificate for this one.");
    }

    private (bool Trusted, string Reason) Build(X509Certificate2 shown, X509Chain? presented)
    {
        using var own = new X509Chain();
        own.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        own.ChainPolicy.CustomTrustStore.AddRange(options.Authorities);
        own.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        own.ChainPolicy.DisableCertificateDownloads = true;
        own.ChainPolicy.ApplicationPolicy.Add(ServerAuthentication);
        if (presented is not null)
        {
            own.ChainPolicy.ExtraStore.AddRange(presented.ChainPolicy.ExtraStore);
            foreach (var element in presented.ChainElements) own.ChainPolicy.ExtraStore.Add(element.Certificate);
        }

        var trusted = own.Build(shown);
        return (trusted, Reasons(own));
    }

    private string Advice() => options.OnlyTheseAuthorities
        ? "Only ClientOptions.Tls.Authorities are trusted; add the certificate of its authority there."
        : "Add the certificate of its authority to ClientOptions.Tls.Authorities or to the system's trust.";

    private static string Reasons(X509Chain? chain) => chain is { ChainStatus.Length: > 0 }
        ? string.Join(", ", chain.ChainStatus.Select(status => status.Status.ToString()).Distinct(StringComparer.Ordinal))
        : "no chain to an authority";

    private static string Name(X509Certificate2 certificate) => HeaderText.Printable(certificate.Subject.Length > 0 ? certificate.Subject : "without subject") + ", issued by " + HeaderText.Printable(certificate.Issuer);

    private static string Names(X509Certificate2 certificate)
    {
        var names = certificate.Extensions.OfType<X509SubjectAlternativeNameExtension>().FirstOrDefault();
        var all = names is null ? [] : names.EnumerateDnsNames().Concat(names.EnumerateIPAddresses().Select(address => address.ToString())).Select(HeaderText.Printable).ToArray();
        return all.Length == 0 ? "no host" : string.Join(", ", all);
    }

    private static string Host(object sender) => sender is SslStream stream ? stream.TargetHostName : "the host that was asked";
}
