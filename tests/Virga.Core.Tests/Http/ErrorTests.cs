using System.Buffers;
using Virga.Http;

namespace Virga.Core.Tests.Http;

public sealed class ErrorTests
{
    private static readonly ErrorFormat JsonErrors = new() { Code = ["body.error.errors[0].reason", "body.code"], Message = ["body.error.message", "text"], RequestId = ["header.x-id"], Body = BodyFormat.Json, Late = "body.error" };

    [Theory]
    [InlineData(304, ErrorKind.NotModified)]
    [InlineData(400, ErrorKind.InvalidArgument)]
    [InlineData(401, ErrorKind.Unauthenticated)]
    [InlineData(403, ErrorKind.AccessDenied)]
    [InlineData(404, ErrorKind.NotFound)]
    [InlineData(409, ErrorKind.Conflict)]
    [InlineData(412, ErrorKind.PreconditionFailed)]
    [InlineData(413, ErrorKind.TooLarge)]
    [InlineData(416, ErrorKind.RangeNotSatisfiable)]
    [InlineData(418, ErrorKind.Unknown)]
    [InlineData(501, ErrorKind.Unsupported)]
    public async Task StatusesHaveKinds(int status, ErrorKind kind)
    {
        using var service = new TestService();
        service.Handler.Answer(status);

        Assert.Equal(kind, (await Assert.ThrowsAsync<ServiceException>(() => service.CallAsync(TestService.Get))).Kind);
    }

    [Fact]
    public async Task CredentialsThatTheServiceRepeatsAreNotKept()
    {
        using var service = new TestService(options => options.Auth = new BearerAuth("the-bearer-token"));
        service.Handler.Answer(403, "<Error><Code>Denied</Code><Message>The token the-bearer-token is wrong</Message><Text>authorization:Bearer the-bearer-token</Text><TextBytes>74 68 65 2d 62 65 61 72 65 72 2d 74 6f 6b 65 6e 0a</TextBytes></Error>");

        var error = await Assert.ThrowsAsync<ServiceException>(() => service.CallAsync(TestService.Secured()));

        Assert.Equal("<Error><Code>Denied</Code><Message>The token REDACTED is wrong</Message><Text>authorization:REDACTED</Text><TextBytes>REDACTED 0a</TextBytes></Error>", error.BodyText);
        Assert.DoesNotContain("the-bearer-token", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task XmlErrorsAreReadByTheirPaths()
    {
        using var service = new TestService();
        service.Handler.Answer(403, "<?xml version=\"1.0\"?><e:Error xmlns:e=\"x\"><e:Detail><e:Code>no</e:Code></e:Detail><e:Code>NoSuchThing</e:Code><e:Message>a &amp; b</e:Message><e:RequestId>R</e:RequestId></e:Error>", "application/xml");

        var error = await Assert.ThrowsAsync<ServiceException>(() => service.CallAsync(TestService.Get));

        Assert.Equal((ErrorKind.NotFound, "NoSuchThing", "R", 403, "Test", "GetThing"), (error.Kind, error.Code, error.RequestId, error.Status, error.Service, error.Operation));
        Assert.Equal("GetThing: 403 NoSuchThing: a & b (request R)", error.Message);
    }

    [Fact]
    public async Task JsonErrorsAreReadByTheirPaths()
    {
        using var service = new TestService(errors: JsonErrors);
        service.Handler.Answer(404, """{"error":{"errors":[{"reason":"notFound"}],"message":"No such object"}}""", "application/json", ("x-id", "7")).Answer(404, "plain words");

        var error = await Assert.ThrowsAsync<ServiceException>(() => service.CallAsync(TestService.Get));
        var plain = await Assert.ThrowsAsync<ServiceException>(() => service.CallAsync(TestService.Get));

        Assert.Equal(("notFound", "7"), (error.Code, error.RequestId));
        Assert.Contains("No such object", error.Message);
        Assert.Equal("GetThing: 404: plain words.", plain.Message);
        Assert.Equal("plain words", plain.BodyText);
    }

    [Fact]
    public async Task ALateErrorInJsonIsFoundByItsPath()
    {
        using var service = new TestService(errors: JsonErrors);
        service.Handler.Answer(200, """{"error":{"errors":[{"reason":"x"}]}}""").Answer(200, """{"error":null}""");

        Assert.Equal("""{"error":null}""", await service.CallAsync(TestService.Get));
    }

    [Theory]
    [InlineData("<html><body>502")]
    [InlineData("<!DOCTYPE html><html>")]
    [InlineData("<Error><Code>")]
    [InlineData("\0\0\0")]
    [InlineData("")]
    public async Task PagesOfProxiesDoNotHideTheStatus(string body)
    {
        using var service = new TestService(options => options.Retry.MaxAttempts = 1);
        service.Handler.Answer(502, body, "text/html");

        var error = await Assert.ThrowsAsync<ServiceException>(() => service.CallAsync(TestService.Get));

        Assert.Equal((502, ErrorKind.Unavailable, null), (error.Status, error.Kind, error.Code));
    }

    [Fact]
    public async Task TypedBodiesAreChosenByCodeThenByStatus()
    {
        var operation = new Operation
        {
            Name = "Op",
            Method = HttpMethod.Get,
            Success = [200],
            TypedErrors = [new(400, 499, null, (body, _) => "any:" + body.Length), new(404, 404, "NoSuchThing", (_, _) => "coded"), new(409, 409, null, (_, _) => throw new VirgaException(ErrorKind.MalformedResponse, "x"))],
        };
        using var service = new TestService();
        service.Handler.Answer(404, "<E><Code>NoSuchThing</Code></E>").Answer(404, "1234").Answer(500);

        Assert.Equal("coded", (await Assert.ThrowsAsync<ServiceException>(() => service.CallAsync(operation))).Body);
        Assert.Equal("any:4", (await Assert.ThrowsAsync<ServiceException>(() => service.CallAsync(operation))).Body);
    }

    [Fact]
    public async Task AHugeErrorBodyIsNotKept()
    {
        using var service = new TestService();
        service.Handler.Answer(400, new byte[4 * 1024 * 1024]);

        var error = await Assert.ThrowsAsync<ServiceException>(() => service.CallAsync(TestService.Get));

        Assert.Equal(64 * 1024, error.BodyText!.Length);
    }

    [Fact]
    public async Task HeadersOfAnswersAreReadByNameAndPrefix()
    {
        using var service = new TestService();
        service.Handler.Answer(200, "abc", "text/plain", ("X-Meta-A", "1"), ("x-meta-B", "2"), ("x-other", "3"));
        using var response = await service.Transport.Begin(TestService.Stream, null).SendAsync(CancellationToken.None);
        var head = response.Head;
        response.Dispose();

        Assert.Equal(("text/plain", null, "3"), (head.Header("content-type"), head.Header("none"), head.RequiredHeader("X-Other")));
        Assert.Equal(new Dictionary<string, string> { ["a"] = "1", ["b"] = "2" }, head.HeaderMap("x-meta-").ToDictionary());
        Assert.Contains("x-none", Assert.Throws<VirgaException>(() => head.RequiredHeader("x-none")).Message);
    }

    [Fact]
    public async Task AMapOfHeadersHoldsAnyNumberAndTakesNamesInAnyCase()
    {
        using var service = new TestService();
        service.Handler.Answer(200, "", null, [.. Enumerable.Range(0, 9).Select(i => ($"X-Meta-N{i}", $"{i}"))]);
        var head = await service.Transport.Begin(TestService.Put, null).SendForHeadAsync(CancellationToken.None);

        var map = head.HeaderMap("x-meta-");

        Assert.Equal(9, map.Count);
        Assert.Equal(Enumerable.Range(0, 9).Select(i => $"n{i}").Order(), map.Keys.Order());
        Assert.Equal(Enumerable.Range(0, 9).Select(i => $"{i}").Order(), map.Values.Order());
        for (var i = 0; i < 9; i++) Assert.Equal($"{i}", map[$"N{i}"]);
        Assert.False(map.ContainsKey("n9"));
        Assert.Throws<KeyNotFoundException>(() => map["n9"]);
        Assert.Empty(head.HeaderMap("x-other-"));
    }

    [Fact]
    public async Task AnAnswerWithoutReaderGivesItsHeadAndIsDisposed()
    {
        using var service = new TestService();
        var body = new MemoryStream("unread"u8.ToArray());
        service.Handler.Answer(201, body, ("x-name", "value")).Answer(404, "<Error><Code>NoSuchThing</Code></Error>");
        var request = service.Transport.Begin(TestService.Put, null);
        request.Path("/thing");

        var head = await request.SendForHeadAsync(CancellationToken.None);
        var error = await Assert.ThrowsAsync<ServiceException>(async () =>
        {
            var second = service.Transport.Begin(TestService.Put, null);
            second.Path("/thing");
            await second.SendForHeadAsync(CancellationToken.None);
        });

        Assert.Equal((201, "value"), (head.Status, head.Header("x-name")));
        Assert.False(body.CanRead);
        Assert.Equal(ErrorKind.NotFound, error.Kind);
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await request.SendForHeadAsync(CancellationToken.None));
    }
}
