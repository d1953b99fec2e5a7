using System.Security.Cryptography.X509Certificates;

namespace Virga.Http;

/// <summary>Whom a client trusts over TLS, and what it shows of itself. Without settings the system's trust decides.</summary>
public sealed class TlsOptions
{
    /// <summary>Certificates of authorities that are trusted beside the system's: <c>Authorities.ImportFromPemFile("ca.pem")</c>.</summary>
    public X509Certificate2Collection Authorities { get; } = [];

    /// <summary>Whether <see cref="Authorities"/> alone are trusted, and the system's not.</summary>
    /// <value>Default false.</value>
    public bool OnlyTheseAuthorities { get; set; }

    /// <summary>The certificate that the client shows, with its private key: <c>X509Certificate2.CreateFromPemFile("client.pem", "client.key")</c>. It is not disposed.</summary>
    public X509Certificate2? ClientCertificate { get; set; }

    /// <summary>Certificates between <see cref="ClientCertificate"/> and its authority, which are sent with it.</summary>
    public X509Certificate2Collection ClientChain { get; } = [];

    /// <summary>Accepts whatever certificate a server shows: whoever stands between reads and changes everything, credentials too. It is logged as a warning. For tests; set <see cref="Authorities"/> instead wherever possible.</summary>
    /// <value>Default false.</value>
    public bool DangerousAcceptAnyServerCertificate { get; set; }

    internal bool IsSet => Authorities.Count > 0 || OnlyTheseAuthorities || ClientCertificate is not null || ClientChain.Count > 0 || DangerousAcceptAnyServerCertificate;

    internal void Validate()
    {
        if (OnlyTheseAuthorities && Authorities.Count == 0) throw new ArgumentException("ClientOptions.Tls.OnlyTheseAuthorities is set and ClientOptions.Tls.Authorities is empty, so no server could be trusted; add the authority's certificate.");
        if (DangerousAcceptAnyServerCertificate && Authorities.Count > 0) throw new ArgumentException("ClientOptions.Tls.DangerousAcceptAnyServerCertificate and ClientOptions.Tls.Authorities contradict each other: with the authorities set, leave the former false.");
        if (ClientCertificate is { HasPrivateKey: false }) throw new ArgumentException("ClientOptions.Tls.ClientCertificate has no private key, and cannot be shown to a server; load it with its key, as X509Certificate2.CreateFromPemFile does.");
        if (ClientCertificate is null && ClientChain.Count > 0) throw new ArgumentException("ClientOptions.Tls.ClientChain is set and ClientOptions.Tls.ClientCertificate is not; set both.");
    }
}
