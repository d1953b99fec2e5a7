using Microsoft.AspNetCore.Http;

namespace Virga.Local.Http;

/// <summary>Makes go wrong what a test asked for.</summary>
internal static class FaultInjection
{
    /// <summary>Applies what comes before the operation; true when the answer is already given.</summary>
    public static async Task<bool> AnswerAsync(HttpContext http, LocalFault fault)
    {
        if (fault.Until is not null)
        {
            await fault.Until.WaitAsync(http.RequestAborted).ConfigureAwait(false);
        }

        foreach ((string name, string value) in fault.Headers)
        {
            http.Response.Headers[name] = value;
        }

        if (fault.DropAfterRequestBytes is { } limit)
        {
            http.Request.Body = new DroppingRequestBody(http, http.Request.Body, limit);
        }

        if (fault.DropAfterResponseBytes is not null || fault.TruncateResponseAt is not null || fault.CorruptResponseAt is not null)
        {
            http.Response.Body = new FaultyResponseBody(http, http.Response.Body, fault);
        }

        if (fault.Page is not null)
        {
            http.Response.StatusCode = fault.Status ?? StatusCodes.Status200OK;
            http.Response.ContentType = "text/html";
            await http.Response.WriteAsync(fault.Page, http.RequestAborted).ConfigureAwait(false);
            return true;
        }

        return fault.Status is { } status ? throw new S3Exception(status, fault.Code, fault.Message) : false;
    }

    /// <summary>Applies what comes behind the operation.</summary>
    public static void Finish(HttpContext http, LocalFault? fault)
    {
        if (fault?.DropAfterResponseBytes is not null)
        {
            http.Abort();
        }
    }
}
