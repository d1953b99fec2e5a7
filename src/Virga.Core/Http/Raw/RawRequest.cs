namespace Virga.Http;

/// <summary>A request that the spec has no operation for. It is sent with the client's own credentials, limits, retries, traces and reading of errors.</summary>
/// <remarks>What the spec says of single operations does not come with it: values that a session gives, checksums, typed bodies.</remarks>
public sealed class RawRequest
{
    /// <summary>Makes a request.</summary>
    /// <param name="method">The HTTP method.</param>
    /// <param name="path">The path below the service's address, as it is sent, beginning with a slash. Values in it are percent-encoded by the caller: <c>"/notes/" + Uri.EscapeDataString(name)</c>.</param>
    /// <exception cref="ArgumentException">The path does not begin with a slash, or holds a character that cannot stand in a path; a query goes into <see cref="Query"/>.</exception>
    public RawRequest(HttpMethod method, string path)
    {
        ArgumentNullException.ThrowIfNull(method);
        ArgumentNullException.ThrowIfNull(path);
        if (!path.StartsWith('/')) throw new ArgumentException($"The path '{HeaderText.Printable(path)}' of a raw request does not begin with a slash; hosts come from the client's options.", nameof(path));
        foreach (var c in path)
        {
            if (c is <= ' ' or > '~' or '?' or '#') throw new ArgumentException($"The path of a raw request holds the character U+{(int)c:X4}; percent-encode it, and put a query into RawRequest.Query.", nameof(path));
        }

        Method = method;
        Path = path;
    }

    /// <summary>The HTTP method.</summary>
    public HttpMethod Method { get; }

    /// <summary>The path.</summary>
    public string Path { get; }

    /// <summary>Parameters of the query, not yet encoded; a null value is a name alone, as in <c>?acl</c>.</summary>
    public IList<KeyValuePair<string, string?>> Query { get; init; } = [];

    /// <summary>Headers. Content-Type stands here too.</summary>
    public IList<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>The body; null for none. One that can be read again is sent again after an error that may pass.</summary>
    public RequestBody? Body { get; init; }

    /// <summary>A bucket that goes before the path: into the host or into the path, as the client's addressing says. Null when the path says everything.</summary>
    public string? Bucket { get; init; }

    /// <summary>Key of the security scheme in the spec; null for the first that the spec declares.</summary>
    public string? Security { get; init; }

    /// <summary>Whether it goes out without credentials.</summary>
    public bool IsAnonymous { get; init; }

    /// <summary>Whether sending twice does what sending once does; null for what the method says.</summary>
    public bool? Idempotent { get; init; }

    /// <summary>Statuses that are a success; null for 200 to 299. Others are thrown as <see cref="ServiceException"/>.</summary>
    public IReadOnlyList<int>? Success { get; init; }

    /// <summary>Whether the whole body is read within the attempt, up to <see cref="ClientOptions.MaxBufferedResponse"/>: one that breaks off is then fetched again, and an error inside a success is seen. False for large bodies, which are read as they come.</summary>
    /// <value>Default true.</value>
    public bool ReadsWholeBody { get; init; } = true;

    /// <summary>A name for messages, logs and traces.</summary>
    /// <value>Default <c>Raw</c> and the method.</value>
    public string? Name { get; init; }
}
