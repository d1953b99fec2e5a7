using Microsoft.AspNetCore.Http;

namespace Virga.Local.Http;

/// <summary>Sends an error as the service words it.</summary>
internal static class ErrorReply
{
    // What an operation may have set before it failed, and what would be wrong on an error.
    private static readonly string[] OfTheObject =
    [
        "Accept-Ranges", "Cache-Control", "Content-Disposition", "Content-Encoding", "Content-Language", "Content-Range", "ETag", "Expires", "Last-Modified",
    ];

    public static async Task SendAsync(HttpContext http, S3Exception error, string resource, string requestId, string hostId)
    {
        if (http.Response.HasStarted)
        {
            http.Abort();
            return;
        }

        foreach (string name in OfTheObject)
        {
            http.Response.Headers.Remove(name);
        }

        using XmlReply reply = new("Error", inNamespace: false);
        reply.Value("Code", error.Code, inNamespace: false);
        reply.Value("Message", error.Message, inNamespace: false);
        foreach ((string name, string value) in error.Details)
        {
            reply.Value(name, value, inNamespace: false);
        }

        reply.Value("Resource", resource, inNamespace: false);
        reply.Value("RequestId", requestId, inNamespace: false);
        reply.Value("HostId", hostId, inNamespace: false);
        await reply.SendAsync(http, error.Status).ConfigureAwait(false);
    }
}
