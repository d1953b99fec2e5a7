namespace Virga;

/// <summary>A request that carries its own right: whoever holds it may send it, until it expires.</summary>
/// <param name="Url">The URL. It is a secret until it expires.</param>
/// <param name="Method">The HTTP method that it was signed for.</param>
/// <param name="Headers">The headers that the holder must send exactly so; empty when there are none.</param>
public sealed record SignedRequest(Uri Url, string Method, IReadOnlyList<KeyValuePair<string, string>> Headers)
{
    /// <summary>Names the method, the host and the path, never the query that holds the signature.</summary>
    public override string ToString() => $"{Method} {Url.GetLeftPart(UriPartial.Path)}?(signature)";
}
