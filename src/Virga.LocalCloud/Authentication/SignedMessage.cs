using Microsoft.AspNetCore.Http;

namespace Virga.Local.Authentication;

/// <summary>What a signature covers, as it came over the wire.</summary>
/// <param name="Method">The method.</param>
/// <param name="RawPath">The path, percent-coded.</param>
/// <param name="Query">The query.</param>
/// <param name="Headers">The headers.</param>
/// <param name="VirtualBucket">The bucket that the host name carries; null for an address by path.</param>
internal sealed record SignedMessage(string Method, string RawPath, QueryParameters Query, IHeaderDictionary Headers, string? VirtualBucket = null);
