namespace Virga.Http;

/// <summary>The User-Agent header of a client.</summary>
internal static class UserAgentText
{
    public static string? Of(ClientOptions options) => (options.Application, options.UserAgent) switch
    {
        (null, var agent) => agent,
        (var application, null) => application,
        var (application, agent) => $"{application} {agent}",
    };
}
