using Virga.Http;

namespace Virga.Core.Tests.Http;

public sealed class PresignTests
{
    [Fact]
    public async Task TheSchemeSignsTheUrlAsItWouldBeSentAndNothingIsSent()
    {
        using var service = new TestService(options => options.Schemes["url"] = new UrlAuth());
        var operation = new Operation { Name = "GetThing", Method = HttpMethod.Get, Success = [200], PresignSecurity = "url", PresignPermission = "r" };
        var request = service.Transport.Begin(operation, null);
        request.Path("/b/");
        request.Greedy("key", "a/../ü [1].txt");
        request.Query("versionId", "1=2");

        var signed = await request.PresignAsync(TimeSpan.FromMinutes(5), CancellationToken.None);

        Assert.Equal("https://api.example.com/b/a/../%C3%BC%20%5B1%5D.txt?versionId=1%3D2&sig=api.example.com%2Fb%2Fa%2F..%2F%C3%BC%20%5B1%5D.txt%3FversionId%3D1%3D2&exp=300&p=r", signed.Url.OriginalString);
        Assert.Equal("GET", signed.Method);
        Assert.DoesNotContain("sig=", signed.ToString(), StringComparison.Ordinal);
        Assert.Empty(service.Handler.Requests);
    }

    [Fact]
    public async Task SchemesWithoutUrlsSaySo()
    {
        using var service = new TestService(options => options.Auth = new BearerAuth("t"));
        var request = service.Transport.Begin(TestService.Secured(), null);
        request.Path("/x");

        var error = await Assert.ThrowsAsync<VirgaException>(() => request.PresignAsync(TimeSpan.FromMinutes(5), CancellationToken.None).AsTask());

        Assert.Equal(ErrorKind.Unsupported, error.Kind);
        Assert.Contains("BearerAuth", error.Message, StringComparison.Ordinal);
    }

    private sealed class UrlAuth : AuthScheme
    {
        public override bool UsesAuthorizationHeaderOnly => false;

        public override ValueTask AuthenticateAsync(RequestAttempt attempt, CancellationToken cancellationToken) => ValueTask.CompletedTask;

        public override ValueTask<SignedRequest> PresignAsync(RequestAttempt attempt, TimeSpan expires, CancellationToken cancellationToken)
        {
            attempt.AddQuery("sig", (attempt.Host + attempt.Path + "?" + attempt.Query).Replace("/", "%2F", StringComparison.Ordinal).Replace("?", "%3F", StringComparison.Ordinal).Replace("versionId=", "versionId%3D", StringComparison.Ordinal));
            attempt.AddQuery("exp", expires.TotalSeconds.ToString(System.Globalization.CultureInfo.InvariantCulture));
            attempt.AddQuery("p", attempt.Operation.PresignPermission!);
            return ValueTask.FromResult(new SignedRequest(attempt.ToUri(), attempt.Method.Method, []));
        }
    }
}
