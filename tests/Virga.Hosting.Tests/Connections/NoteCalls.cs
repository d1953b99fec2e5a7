using Documents.Notes;
using Virga.Http;

namespace Virga.Hosting.Tests.Connections;

/// <summary>One call of a client with options of its own.</summary>
internal static class NoteCalls
{
    public static async Task<ResponseInfo> CallAsync(Uri endpoint, Action<ClientOptions> configure)
    {
        var options = new ClientOptions { Endpoint = endpoint, Auth = new BearerAuth("t"), Retry = new RetryOptions { BaseDelay = TimeSpan.Zero } };
        configure(options);
        using var client = new NotesClient(options);
        var info = new ResponseInfo();
        await client.GetNoteAsync(7, options: new CallOptions { Response = info });
        return info;
    }

    public static Task<VirgaException> FailAsync(Uri endpoint, Action<ClientOptions> configure) => Assert.ThrowsAnyAsync<VirgaException>(() => CallAsync(endpoint, configure));
}
