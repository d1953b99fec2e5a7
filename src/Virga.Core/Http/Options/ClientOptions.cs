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

    /// <summary>Gives the handler of each attempt, as <c>IHttpMessageHandlerFactory.CreateHandler</c> does, which renews its handlers; none of them is disposed. They should be made with <see cref="CreateHandler"/>, so that proxy, TLS and limits of these options hold.</summary>
    public Func<HttpMessageHandler>? HandlerSource { get; set; }

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

    /// <summary>The longest item of a streamed answer (a line, an element, an event), in bytes; a longer one is an error of kind <see cref="ErrorKind.TooLarge"/>.</summary>
    /// <value>Default 16 MiB; at most 512 MiB.</value>
    public int MaxStreamedItem { get; set; } = 16 * 1024 * 1024;

    /// <summary>The User-Agent header; null to send none but <see cref="Application"/>.</summary>
    /// <value>Default <c>virga/0.1</c>.</value>
    public string? UserAgent { get; set; } = "virga/0.1";

    /// <summary>Name and version of the application, such as <c>reports/2.1</c>: sent in User-Agent before <see cref="UserAgent"/>, since the most significant product comes first (RFC 9110, section 10.1.5).</summary>
    public string? Application { get; set; }

    /// <summary>The HTTP version to ask for: 1.0, 1.1, 2.0 or 3.0.</summary>
    /// <value>Default null, which is 1.1: an object store's transfers are faster on several connections than on one.</value>
    public Version? HttpVersion { get; set; }

    /// <summary>What to do when the server does not speak <see cref="HttpVersion"/>. Over plain http 2.0 is spoken only with <see cref="HttpVersionPolicy.RequestVersionExact"/>.</summary>
    /// <value>Default <see cref="HttpVersionPolicy.RequestVersionOrLower"/>.</value>
    public HttpVersionPolicy HttpVersionPolicy { get; set; } = HttpVersionPolicy.RequestVersionOrLower;

    /// <summary>The most connections to one host at a time; further calls wait for one. It counts for HTTP/1.1.</summary>
    /// <value>Default null: no limit.</value>
    public int? MaxConnections { get; set; }

    /// <summary>The proxy; null for what the system or the environment says (HTTPS_PROXY, NO_PROXY), <see cref="ProxyOptions.Off"/> for none.</summary>
    public ProxyOptions? Proxy { get; set; }

    /// <summary>Whom to trust over TLS, and the client's own certificate.</summary>
    public TlsOptions Tls { get; set; } = new();

    /// <summary>A handler as the client makes it for itself: it follows no redirects, keeps no cookies, decompresses nothing, and does what <see cref="Proxy"/>, <see cref="Tls"/>, <see cref="MaxConnections"/> and the connect limit say. For a chain of handlers of one's own, which is then given as <see cref="HandlerSource"/>.</summary>
    /// <exception cref="ArgumentException">A setting has a value that cannot be used; the message names it.</exception>
    public SocketsHttpHandler CreateHandler()
    {
        ConnectionOptionsCheck.Values(this);
        return HandlerMaking.Make(this);
    }

    /// <summary>Options of a client over a HttpClient, whose base address is the endpoint unless it has none.</summary>
    /// <param name="httpClient">The HttpClient; never disposed.</param>
    /// <param name="auth">Credentials that travel in the Authorization header alone; null for none.</param>
    public static ClientOptions For(HttpClient httpClient, AuthScheme? auth = null)
    {
        ArgumentNullException.ThrowIfNull(httpClient);
        return new ClientOptions { HttpClient = httpClient, Endpoint = httpClient.BaseAddress, Auth = auth };
    }

    internal void Validate()
    {
        if (Handler is not null && HttpClient is not null) throw new ArgumentException("Set ClientOptions.Handler or ClientOptions.HttpClient, not both.");
        if (TimeProvider is null) throw new ArgumentException("ClientOptions.TimeProvider is null; leave it at TimeProvider.System.");
        if (Retry is null || Timeouts is null) throw new ArgumentException("ClientOptions.Retry and ClientOptions.Timeouts must not be null.");
        Limits.AtLeast(MaxBufferedResponse, 1, nameof(MaxBufferedResponse));
        Limits.AtLeast(MaxStreamedItem, 1, nameof(MaxStreamedItem));
        if (MaxStreamedItem > 512 * 1024 * 1024) throw new ArgumentException($"ClientOptions.MaxStreamedItem is {MaxStreamedItem}; set at most 512 MiB, since an item is read into memory whole.");
        Retry.Validate();
        Timeouts.Validate();
        ConnectionOptionsCheck.All(this);
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
