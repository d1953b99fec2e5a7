using Microsoft.Extensions.Logging;

namespace Virga.Http;

/// <summary>How a client reaches its service. Values are checked when the client is made and must not be changed afterwards.</summary>
public sealed class ClientOptions
{
    /// <summary>Where the service is; null for the address in the spec or the profile. A host given here may be sent credentials.</summary>
    public Uri? Endpoint { get; set; }

    /// <summary>Variables of the server's address and settings that the spec takes from the client, such as <c>region</c>.</summary>
    public IDictionary<string, string> Variables { get; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Credentials by the key of the security scheme in the spec.</summary>
    public IDictionary<string, AuthScheme> Schemes { get; } = new Dictionary<string, AuthScheme>(StringComparer.Ordinal);

    /// <summary>Credentials for every scheme that <see cref="Schemes"/> lacks.</summary>
    public AuthScheme? Auth { get; set; }

    /// <summary>The handler that sends; null for one that the client makes. It must not follow redirects: credentials would travel with them.</summary>
    public HttpMessageHandler? Handler { get; set; }

    /// <summary>Whether <see cref="Handler"/> is disposed with the client.</summary>
    /// <value>Default false.</value>
    public bool DisposeHandler { get; set; }

    /// <summary>A HttpClient that sends, as a factory gives it; never disposed. Refused when credentials do not travel in Authorization alone, since its handler cannot be asked whether it follows redirects.</summary>
    public HttpClient? HttpClient { get; set; }

    /// <summary>The clock of limits, waits and signatures.</summary>
    /// <value>Default <see cref="TimeProvider.System"/>.</value>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    /// <summary>Draws the waits between attempts; null for one with a random seed. It is used under a lock.</summary>
    public Random? Random { get; set; }

    /// <summary>Where events are logged; null for nowhere.</summary>
    public ILoggerFactory? LoggerFactory { get; set; }

    /// <summary>When and how often a request is sent again.</summary>
    public RetryOptions Retry { get; set; } = new();

    /// <summary>How long things may take.</summary>
    public TimeoutOptions Timeouts { get; set; } = new();

    /// <summary>Hosts, beside the service's own, that may be sent credentials, also over plain http: <c>host</c> or <c>*.suffix</c>, each with an optional <c>:port</c>.</summary>
    public IList<string> AllowedHosts { get; } = [];

    /// <summary>The provider's profile; null for what the spec says.</summary>
    public ServiceProfile? Profile { get; set; }

    /// <summary>Where buckets stand in URLs; null for the profile's, else the spec's.</summary>
    public AddressingStyle? Addressing { get; set; }

    /// <summary>When checksums are sent; null for the profile's, else <see cref="ChecksumPolicy.WhenSupported"/>.</summary>
    public ChecksumPolicy? Checksums { get; set; }

    /// <summary>The largest answer that is read into memory, in bytes; a larger one is an error of kind <see cref="ErrorKind.TooLarge"/>. Streamed bodies have no bound.</summary>
    /// <value>Default 64 MiB.</value>
    public long MaxBufferedResponse { get; set; } = 64 * 1024 * 1024;

    /// <summary>The User-Agent header.</summary>
    /// <value>Default <c>virga/0.1</c>.</value>
    public string? UserAgent { get; set; } = "virga/0.1";

    internal void Validate()
    {
        if (Handler is not null && HttpClient is not null) throw new ArgumentException("Set ClientOptions.Handler or ClientOptions.HttpClient, not both.");
        if (TimeProvider is null) throw new ArgumentException("ClientOptions.TimeProvider is null; leave it at TimeProvider.System.");
        if (Retry is null || Timeouts is null) throw new ArgumentException("ClientOptions.Retry and ClientOptions.Timeouts must not be null.");
        Limits.AtLeast(MaxBufferedResponse, 1, nameof(MaxBufferedResponse));
        Retry.Validate();
        Timeouts.Validate();
        if (UserAgent is not null) HeaderText.Check("User-Agent", UserAgent);
        RedirectGuard.Check(Handler);
        if (HttpClient is not null)
        {
            foreach (var (key, scheme) in Schemes) RequireAuthorizationOnly(scheme, $"Schemes[\"{key}\"]");
            if (Auth is not null) RequireAuthorizationOnly(Auth, nameof(Auth));
        }
    }

    private static void RequireAuthorizationOnly(AuthScheme scheme, string name)
    {
        if (scheme.UsesAuthorizationHeaderOnly) return;
        throw new ArgumentException($"ClientOptions.HttpClient cannot be used with ClientOptions.{name}: {scheme.GetType().Name} puts credentials outside the Authorization header, and the handler of a HttpClient may carry those over a redirect. Set ClientOptions.Handler to a SocketsHttpHandler with AllowAutoRedirect = false instead.");
    }
}
