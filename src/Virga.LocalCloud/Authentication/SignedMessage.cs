using Microsoft.AspNetCore.Http;

namespace Virga.Local.Authentication;

/// <summary>What a signature covers, as it came over the wire.</summary>
internal sealed record SignedMessage(string Method, string RawPath, QueryParameters Query, IHeaderDictionary Headers);
