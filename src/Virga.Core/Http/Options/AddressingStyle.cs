namespace Virga.Http;

/// <summary>Where a bucket stands in a URL.</summary>
public enum AddressingStyle
{
    /// <summary>First segment of the path: <c>https://host/bucket/key</c>.</summary>
    Path,

    /// <summary>First label of the host: <c>https://bucket.host/key</c>. Buckets that cannot be a label are put into the path.</summary>
    VirtualHost,
}
