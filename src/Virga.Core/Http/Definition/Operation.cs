using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace Virga.Http;

/// <summary>What a generated client knows of one operation. Operations that differ in nothing but their names are made of one, by <see cref="ServiceTransport.Begin(Operation, string, CallOptions?)"/>.</summary>
public sealed class Operation
{
    private ConcurrentDictionary<string, Operation>? _named;
    private Operation? _last;
    private string _name = "";

    /// <summary>Makes one that is set by its members.</summary>
    public Operation()
    {
    }

    /// <summary>Makes one without a name, which stands for all operations of its kind.</summary>
    /// <param name="method">The HTTP method.</param>
    /// <param name="success">Statuses that are a success.</param>
    [SetsRequiredMembers]
    public Operation(HttpMethod method, params int[] success)
    {
        Name = "";
        Method = method;
        Success = success;
    }

    /// <summary>Name, for messages and traces.</summary>
    public required string Name
    {
        get => _name;
        init => _name = value;
    }

    /// <summary>The HTTP method.</summary>
    public required HttpMethod Method { get; init; }

    /// <summary>Statuses that are a success.</summary>
    public required int[] Success { get; init; }

    /// <summary>Key of the security scheme; null when no credentials are sent.</summary>
    public string? Security { get; init; }

    /// <summary>Where there are several alternatives, or one of several schemes at once: the keys of each alternative, the first of which is <see cref="Security"/>. Empty for that one alone.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Alternatives { get; init; } = [];

    /// <summary>Whether the call goes out without credentials when none are configured for the scheme.</summary>
    public bool IsSecurityOptional { get; init; }

    /// <summary>Whether sending twice does what sending once does; null for what the method says.</summary>
    public bool? Idempotent { get; init; }

    /// <summary>Codes and statuses that are retried beside those that the error format names.</summary>
    public IReadOnlyList<string> RetryOn { get; init; } = [];

    /// <summary>Codes and statuses that are not retried.</summary>
    public IReadOnlyList<string> RetryNotOn { get; init; } = [];

    /// <summary>How errors are read; null for the service's format.</summary>
    public ErrorFormat? Errors { get; init; }

    /// <summary>Whether the server refuses a body without Content-Length.</summary>
    public bool LengthRequired { get; init; }

    /// <summary>Whether the server is asked (Expect: 100-continue) before the body is sent.</summary>
    public bool ExpectContinue { get; init; }

    /// <summary>How a body is framed: <c>plain</c>, or a name that the security scheme knows, such as <c>aws-chunked</c>.</summary>
    public string Framing { get; init; } = "plain";

    /// <summary>The media type that is asked for; null to ask for none.</summary>
    public string? Accept { get; init; }

    /// <summary>Whether a success has a body.</summary>
    public bool HasResponseBody { get; init; }

    /// <summary>Whether the body is handed to the caller as a stream.</summary>
    public bool StreamsResponse { get; init; }

    /// <summary>The checksums that it takes; null for none.</summary>
    public ChecksumTrait? Checksum { get; init; }

    /// <summary>The right that a presigned URL gives; null when the scheme needs none.</summary>
    public string? PresignPermission { get; init; }

    /// <summary>Key of the scheme that presigns; null for <see cref="Security"/>.</summary>
    public string? PresignSecurity { get; init; }

    /// <summary>Errors whose bodies have types.</summary>
    public IReadOnlyList<TypedError> TypedErrors { get; init; } = [];

    /// <summary>Address in place of the service's; null for the service's.</summary>
    public string? ServerTemplate { get; init; }

    /// <summary>Variables of that address.</summary>
    public IReadOnlyList<ServerVariable> Variables { get; init; } = [];

    /// <summary>The same operation under a name; made once.</summary>
    internal Operation Named(string name)
    {
        // Names are literals of emitted code, so the last one is mostly found by its reference.
        if (_last is { } last && ReferenceEquals(last.Name, name)) return last;
        var named = LazyInitializer.EnsureInitialized(ref _named, static () => new ConcurrentDictionary<string, Operation>(StringComparer.Ordinal));
        return _last = named.GetOrAdd(name, static (name, traits) => traits.Copy(name), this);
    }

    private Operation Copy(string name)
    {
        var copy = (Operation)MemberwiseClone();
        copy._name = name;
        copy._named = null;
        copy._last = null;
        return copy;
    }

    /// <summary>The headers of <see cref="Checksum"/> by algorithm; their names are made once.</summary>
    internal string[] ChecksumHeaders => field ??= ChecksumHeader.Names(Checksum!);

    /// <summary>Whether the request may be sent again when it is not known whether it arrived.</summary>
    internal bool IsIdempotent => Idempotent ?? (Method == HttpMethod.Get || Method == HttpMethod.Head || Method == HttpMethod.Put || Method == HttpMethod.Delete || Method == HttpMethod.Options || Method == HttpMethod.Trace);
}
