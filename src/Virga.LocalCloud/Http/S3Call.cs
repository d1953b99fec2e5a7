using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Virga.Local.Http;

/// <summary>One request and all that its operation needs.</summary>
internal sealed class S3Call
{
    public required HttpContext Http { get; init; }

    public required RequestTarget Target { get; init; }

    public required QueryParameters Query { get; init; }

    /// <summary>Empty when the request names none.</summary>
    public required string BucketName { get; init; }

    /// <summary>Empty when the request names none.</summary>
    public required string Key { get; init; }

    public required Catalog Catalog { get; init; }

    public required IdSource Ids { get; init; }

    public required LocalCloudOptions Options { get; init; }

    public required DateTimeOffset Now { get; init; }

    public required SignatureVerifier Verifier { get; init; }

    /// <summary>Null for an anonymous request.</summary>
    public VerifiedSignature? Signature { get; set; }

    public string Method => Http.Request.Method;

    public bool IsHead => HttpMethods.IsHead(Method);

    public IHeaderDictionary Headers => Http.Request.Headers;

    public HttpResponse Response => Http.Response;

    public CancellationToken Aborted => Http.RequestAborted;

    public Bucket Bucket()
    {
        Local.Http.BucketName.Require(BucketName);
        return Catalog.Find(BucketName);
    }

    /// <summary>A request header; null without one.</summary>
    public string? Header(string name) => Headers.TryGetValue(name, out var value) && value.Count > 0 ? value.ToString() : null;

    /// <summary>A count in the query, at most a thousand.</summary>
    public int Limit(string name)
    {
        const int most = 1000;
        string? text = Query[name];
        if (string.IsNullOrEmpty(text))
        {
            return most;
        }

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int value)
            ? Math.Min(value, most)
            : throw S3Error.InvalidArgument($"Argument {name} must be an integer between 0 and 2147483647", name, text);
    }

    public void Reply(int status)
    {
        Response.StatusCode = status;
        if (status != StatusCodes.Status204NoContent && status != StatusCodes.Status304NotModified && !IsHead)
        {
            Response.ContentLength = 0;
        }
    }
}
