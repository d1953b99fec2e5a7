using System.Web;

namespace Virga.Aws.Credentials.Tests;

/// <summary>A loopback Security Token Service that gives credentials of one name, numbered from the second on, and remembers what it was asked.</summary>
internal sealed class StsScript : IAsyncDisposable
{
    private readonly HttpScript _server;
    private int _count;

    public StsScript(string id, string? refuse = null) => _server = new HttpScript(asked =>
    {
        var number = Interlocked.Increment(ref _count);
        if (refuse is not null) return new(403, $"<ErrorResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\"><Error><Type>Sender</Type><Code>{refuse}</Code><Message>The caller may not.</Message></Error><RequestId>1</RequestId></ErrorResponse>", "text/xml");
        var action = HttpUtility.ParseQueryString(asked.Body)["Action"];
        var end = DateTimeOffset.UtcNow.AddHours(1);
        return new(200, $"<{action}Response xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\"><{action}Result><Credentials><AccessKeyId>{id}{(number == 1 ? "" : number)}</AccessKeyId><SecretAccessKey>secret-of-the-role</SecretAccessKey><SessionToken>token-of-the-role</SessionToken><Expiration>{end:yyyy-MM-dd'T'HH:mm:ss'Z'}</Expiration></Credentials></{action}Result><ResponseMetadata><RequestId>1</RequestId></ResponseMetadata></{action}Response>", "text/xml");
    });

    public Uri Address => _server.Address;

    /// <summary>The parameters of each call, and the key that signed it.</summary>
    public IReadOnlyList<(System.Collections.Specialized.NameValueCollection Form, string? Authorization)> Calls => [.. _server.Requests.Select(asked => (HttpUtility.ParseQueryString(asked.Body), asked.Header("Authorization")))];

    public ValueTask DisposeAsync() => _server.DisposeAsync();
}
