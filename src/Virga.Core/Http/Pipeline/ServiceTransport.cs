using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;

namespace Virga.Http;

/// <summary>Sends the requests of one client: address, credentials, limits, retries, traces. Safe for concurrent calls.</summary>
public sealed partial class ServiceTransport : IDisposable
{
    // How many request objects and timers are kept for later calls; more calls at once only allocate.
    private const int Keep = 64;

    /// <summary>Stands in until a session has given the address.</summary>
    internal static readonly Origin Pending = new("https", "session.invalid", 443, "");

    private readonly ConcurrentQueue<ServiceRequest> _requests = new();
    private readonly ConcurrentQueue<CallTimer> _timers = new();
    private readonly HttpMessageInvoker? _invoker;
    private readonly TrustRules _trust;
    private readonly Origin _own;
    private readonly Origin _ownWithoutPath;
    private readonly AddressingStyle _addressing;
    private readonly Random _random;
    private LabelledOrigin? _lastLabelled;
    private long _clockSkew;
    private bool _disposed;

    /// <summary>Makes the transport of a client.</summary>
    /// <param name="service">What the spec says.</param>
    /// <param name="options">What the user says.</param>
    /// <exception cref="ArgumentException">An option has a value that cannot be used; the message names it.</exception>
    public ServiceTransport(ServiceDefinition service, ClientOptions options)
    {
        ArgumentNullException.ThrowIfNull(service);
        ArgumentNullException.ThrowIfNull(options);
        (_trust, BaseAddress) = Checked(service, options);
        Service = service;
        Options = options;
        UserAgent = UserAgentText.Of(options);
        _addressing = options.Addressing ?? options.Profile?.Addressing ?? service.Addressing;
        Payload = options.Profile?.Payload ?? PayloadPolicy.Auto;
        _own = _trust.Judge(BaseAddress, isOwn: true, "it is the address of the service");
        _ownWithoutPath = new Origin(_own.Scheme, _own.Host, _own.Port, "") { Refusal = _own.Refusal };
        _invoker = options.HttpClient is null ? Invoker(options) : null;
        _random = options.Random ?? new Random();
        Events = new TransportEvents(service, options.LoggerFactory, options.TimeProvider);
        Retrying = new Retrying(options.Retry, options.TimeProvider);
        if (options.Tls.DangerousAcceptAnyServerCertificate) Events.CertificatesUnchecked();
    }

    /// <summary>What the user says.</summary>
    public ClientOptions Options { get; }

    /// <summary>The service's address.</summary>
    public Uri BaseAddress { get; }

    internal ServiceDefinition Service { get; }

    internal string? UserAgent { get; }

    internal PayloadPolicy Payload { get; }

    internal ChecksumPolicy Checksums => Options.Checksums ?? Options.Profile?.Checksums ?? ChecksumPolicy.WhenSupported;

    internal TransportEvents Events { get; }

    internal Retrying Retrying { get; }

    internal TimeSpan ClockSkew => TimeSpan.FromTicks(Volatile.Read(ref _clockSkew));

    /// <summary>The value of a server variable or setting: the user's, else the profile's region, else the spec's default.</summary>
    /// <param name="name">Its name.</param>
    /// <exception cref="ArgumentException">It has no value.</exception>
    public string Variable(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return Required(Service, Options, name);
    }

    /// <summary>Begins a request.</summary>
    /// <param name="operation">The operation.</param>
    /// <param name="options">What this call does differently; null for nothing.</param>
    public ServiceRequest Begin(Operation operation, CallOptions? options)
    {
        ArgumentNullException.ThrowIfNull(operation);
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (!_requests.TryDequeue(out var request)) request = new ServiceRequest(this);
        request.Begin(operation, operation.ServerTemplate is null || Options.Endpoint is not null ? _own : Own(operation), options);
        return request;
    }

    /// <summary>Begins a request of an operation that shares all but its name with others.</summary>
    /// <param name="operation">What holds for all of them.</param>
    /// <param name="name">The name, for messages and traces.</param>
    /// <param name="options">What this call does differently; null for nothing.</param>
    public ServiceRequest Begin(Operation operation, string name, CallOptions? options)
    {
        ArgumentNullException.ThrowIfNull(operation);
        ArgumentNullException.ThrowIfNull(name);
        return Begin(operation.Named(name), options);
    }

    /// <summary>Ends the connections that it made; a handler that was handed in only when <see cref="ClientOptions.DisposeHandler"/> says so.</summary>
    public void Dispose()
    {
        if (_disposed) return;
        _disposed = true;
        _invoker?.Dispose();
        while (_timers.TryDequeue(out var timer)) timer.Dispose();
    }

    internal Task<HttpResponseMessage> SendAsync(HttpRequestMessage message, CancellationToken cancellationToken) =>
        _invoker is not null ? _invoker.SendAsync(message, cancellationToken) : Options.HttpClient!.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, cancellationToken);

    internal void CorrectClock(TimeSpan skew, string operation)
    {
        if (Interlocked.Exchange(ref _clockSkew, skew.Ticks) != skew.Ticks) Events.ClockCorrected(operation, skew);
    }

    internal double NextRandom()
    {
        lock (_random) return _random.NextDouble();
    }

    internal CallTimer RentTimer() => _timers.TryDequeue(out var timer) ? timer : new CallTimer(Options.TimeProvider);

    internal void Return(CallTimer timer)
    {
        if (timer.Reset() && _timers.Count < Keep && !_disposed) _timers.Enqueue(timer);
        else timer.Dispose();
    }

    internal void Return(ServiceRequest request)
    {
        if (request.Clear() && _requests.Count < Keep) _requests.Enqueue(request);
    }

    /// <summary>The origin with a bucket as first label; null when the bucket belongs into the path.</summary>
    internal Origin? Labelled(Origin origin, string label)
    {
        if (_addressing != AddressingStyle.VirtualHost || ReferenceEquals(origin, Pending) || !BucketLabel.Fits(label, origin)) return null;
        var last = _lastLabelled;
        if (last is not null && last.Label == label && ReferenceEquals(last.From, origin)) return last.Origin;

        var made = new Origin(origin.Scheme, $"{label}.{origin.Host}", origin.Port, origin.BasePath) { Refusal = origin.Refusal };
        _lastLabelled = new LabelledOrigin(label, origin, made);
        return made;
    }

    internal ForeignServer ForeignServer(string name, string url, string operation)
    {
        var uri = ServerAddress.Resolve(BaseAddress, url, name, operation);
        var isOwn = Uri.Compare(uri, BaseAddress, UriComponents.SchemeAndServer, UriFormat.SafeUnescaped, StringComparison.OrdinalIgnoreCase) == 0;
        var origin = isOwn ? _ownWithoutPath : _trust.Judge(uri, isOwn: false, $"{name} of {operation} named it");
        var target = uri.PathAndQuery;
        var question = target.IndexOf('?');
        var path = question < 0 ? target : target[..question];
        return new ForeignServer(origin, path == "/" ? "" : path, question < 0 || question == target.Length - 1 ? null : target[(question + 1)..]);
    }

    internal string NewBoundary()
    {
        // A guessable boundary lets the content of a file end its part; a given Random is for tests.
        Span<byte> bytes = stackalloc byte[18];
        if (Options.Random is { } random)
        {
            lock (random) random.NextBytes(bytes);
        }
        else
        {
            RandomNumberGenerator.Fill(bytes);
        }

        return "virga-" + Convert.ToHexStringLower(bytes);
    }

    private static HttpMessageInvoker Invoker(ClientOptions options)
    {
        if (options.HandlerSource is { } source) return new HttpMessageInvoker(new RenewedHandler(source), disposeHandler: true);
        if (options.Handler is { } given) return new HttpMessageInvoker(given, options.DisposeHandler);
        return new HttpMessageInvoker(HandlerMaking.Make(options), disposeHandler: true);
    }

    private string? Known(string name) => Known(Service, Options, name);

    private Origin Own(Operation operation)
    {
        var address = ServerAddress.Expand(operation.ServerTemplate!, name => Known(name) ?? operation.Variables.FirstOrDefault(v => v.Name == name)?.Default ?? Variable(name));
        return _trust.Judge(address, isOwn: true, "the spec names it");
    }

    private sealed record LabelledOrigin(string Label, Origin From, Origin Origin);
}
