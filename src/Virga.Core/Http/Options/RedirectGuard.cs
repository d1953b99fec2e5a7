namespace Virga.Http;

/// <summary>Refuses handlers that would follow redirects by themselves, as far down a chain as it can be seen.</summary>
internal static class RedirectGuard
{
    public static void Check(HttpMessageHandler? handler, string name = "ClientOptions.Handler")
    {
        while (handler is DelegatingHandler delegating) handler = delegating.InnerHandler;
        if (handler is SocketsHttpHandler { AllowAutoRedirect: true } or HttpClientHandler { AllowAutoRedirect: true })
        {
            throw new ArgumentException($"{name} follows redirects by itself, and credentials in headers other than Authorization would travel with them. Set its AllowAutoRedirect to false.");
        }
    }
}
