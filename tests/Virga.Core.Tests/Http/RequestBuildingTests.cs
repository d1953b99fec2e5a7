using System.Text;
using Virga.Http;
using Virga.Testing;

namespace Virga.Core.Tests.Http;

public sealed class RequestBuildingTests
{
    [Fact]
    public async Task PathSegmentsAreEncodedAndKeysKeepTheirSlashes()
    {
        using var service = new TestService();
        service.Handler.Answer(200, "ok");

        var text = await service.CallAsync(TestService.Get, request =>
        {
            request.Path("/v1/");
            request.Segment("id", "a b/ä");
            request.Path("/o/");
            request.Greedy("key", "x//../y+z=[1]~.txt");
            request.Query("tag", "a&b");
            request.Query("none", (string?)null);
            request.Query("list", ["1,2", "3"], explode: false);
            request.Query("each", ["p", "q"], explode: true);
            request.QueryFlag("uploads", true);
            request.QueryFlag("no", false);
        });

        Assert.Equal("ok", text);
        Assert.Equal("/v1/a%20b%2F%C3%A4/o/x//../y%2Bz%3D%5B1%5D~.txt?tag=a%26b&list=1%2C2,3&each=p&each=q&uploads", service.Handler.Single.Target);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("..")]
    public void SegmentsWithoutValueOrWithStepsAreRefusedByName(string? value)
    {
        using var service = new TestService();
        var request = service.Transport.Begin(TestService.Get, null);

        var error = Assert.Throws<ArgumentException>(() => request.Segment("thing-id", value));

        Assert.Contains("thing-id", error.Message);
    }

    [Fact]
    public void HalfASurrogatePairIsRefused()
    {
        using var service = new TestService();
        var request = service.Transport.Begin(TestService.Get, null);

        Assert.Throws<ArgumentException>(() => request.Greedy("key", "a\uD800b"));
    }

    [Theory]
    [InlineData("a\r\nX-Evil: 1")]
    [InlineData("a\nb")]
    [InlineData("a\0b")]
    [InlineData("ä")]
    [InlineData(" padded")]
    public void HeaderValuesThatCouldBreakOutAreRefusedByName(string value)
    {
        using var service = new TestService();
        var request = service.Transport.Begin(TestService.Get, null);

        var error = Assert.Throws<ArgumentException>(() => request.Header("x-meta", value));
        Assert.Contains("x-meta", error.Message);
        Assert.Throws<ArgumentException>(() => request.HeaderMap("x-meta-", new Dictionary<string, string> { ["a b"] = "1" }));
    }

    [Fact]
    public async Task BucketsGoIntoTheHostOrThePathAsTheyFit()
    {
        using var service = new TestService(options => options.Addressing = AddressingStyle.VirtualHost);
        service.Handler.Answer(200).Answer(200).Answer(200);
        foreach (var bucket in new[] { "plain-bucket", "dotted.bucket", "Upper" })
        {
            await service.CallAsync(TestService.Get, request =>
            {
                request.HostLabel("Bucket", bucket);
                request.Path("/");
                request.Greedy("Key", "a/b");
            });
        }

        Assert.Equal(["https://plain-bucket.api.example.com/a/b", "https://api.example.com/dotted.bucket/a/b", "https://api.example.com/Upper/a/b"], service.Handler.Requests.Select(r => r.Uri.OriginalString));
    }

    [Fact]
    public async Task BucketsStayInThePathOfAnAddress()
    {
        using var service = new TestService(options =>
        {
            options.Addressing = AddressingStyle.VirtualHost;
            options.Endpoint = new Uri("http://127.0.0.1:9000/base");
        });
        service.Handler.Answer(200);

        await service.CallAsync(TestService.Get, request =>
        {
            request.HostLabel("Bucket", "bucket");
            request.QueryLiteral("list-type=2");
            request.Query("prefix", "a/");
        });

        Assert.Equal("http://127.0.0.1:9000/base/bucket?list-type=2&prefix=a%2F", service.Handler.Single.Uri.OriginalString);
    }

    [Fact]
    public async Task CallOptionsAddQueryAndReplaceHeaders()
    {
        using var service = new TestService();
        var info = new ResponseInfo();
        service.Handler.Answer(200, "x", "text/plain", ("x-request-id", "R1"), ("x-a", "1"));

        await service.CallAsync(
            TestService.Get,
            request =>
            {
                request.Path("/thing");
                request.Header("Accept", "a/b");
            },
            new CallOptions { Headers = [new("accept", "c/d")], Query = [new("extra one", "1 2")], Response = info });

        Assert.Equal("/thing?extra%20one=1%202", service.Handler.Single.Target);
        Assert.Equal("c/d", service.Handler.Single.Header("Accept"));
        Assert.Equal((200, "R1", "1", 1), (info.Status, info.RequestId, info.Header("X-A"), info.Attempts));
    }

    [Fact]
    public async Task TheServerComesFromVariablesProfileOrEndpoint()
    {
        Assert.Contains("region", Assert.Throws<ArgumentException>(() => new TestService(server: "https://s3.{region}.example.com")).Message);
        Assert.Contains("region", Assert.Throws<ArgumentException>(() => new TestService(o => o.Variables["region"] = "evil.com/", server: "https://s3.{region}.example.com")).Message);

        using var variable = new TestService(o => o.Variables["region"] = "r1", server: "https://s3.{region}.example.com");
        using var profile = new TestService(o => o.Profile = new ServiceProfile("p") { Server = "https://{region}.p.test", Region = "r2" });
        Assert.Equal("https://s3.r1.example.com/", variable.Transport.BaseAddress.ToString());
        Assert.Equal("https://r2.p.test/", profile.Transport.BaseAddress.ToString());

        profile.Handler.Answer(200);
        await profile.CallAsync(TestService.Get);
        Assert.Equal("https://r2.p.test/thing", profile.Handler.Single.Uri.OriginalString);
    }

    [Fact]
    public async Task FormsStreamTheirPartsAndKeepNamesApart()
    {
        using var service = new TestService();
        service.Handler.Answer(200);

        await service.CallAsync(TestService.Post, request =>
        {
            request.Path("/thing");
            var form = request.Form();
            form.Field("a\"b", "1");
            form.Json("j", 7, static (writer, value) => writer.WriteNumberValue(value));
            form.File("f", Encoding.UTF8.GetBytes("content"), "n.txt", "text/plain");
        });

        var sent = service.Handler.Single;
        Assert.Equal(sent.Body.Length, sent.ContentLength);
        Assert.Matches("multipart/form-data; boundary=virga-[0-9a-f]{36}", sent.Header("Content-Type"));
        Assert.Contains("name=\"a%22b\"\r\n\r\n1\r\n", sent.Text);
        Assert.Contains("name=\"f\"; filename=\"n.txt\"\r\nContent-Type: text/plain\r\n\r\ncontent\r\n--virga-", sent.Text);
        Assert.EndsWith("--\r\n", sent.Text);
    }

    [Theory]
    [InlineData("a\r\nb")]
    [InlineData("a\nContent-Type: x")]
    [InlineData("a\0")]
    public void FormNamesWithLineBreaksAreRefused(string name)
    {
        using var service = new TestService();
        var form = service.Transport.Begin(TestService.Post, null).Form();

        Assert.Throws<ArgumentException>(() => form.Field(name, "1"));
        Assert.Throws<ArgumentException>(() => form.File("f", RequestBody.Empty, name));
    }

    [Fact]
    public async Task RequestsMayBeBegunAgainAfterOneFailedWhileItWasBuilt()
    {
        using var service = new TestService();
        service.Handler.Answer(200, "1").Answer(200, "2");
        Assert.Throws<ArgumentException>(() => service.Transport.Begin(TestService.Get, null).Segment("x", null));

        Assert.Equal("1", await service.CallAsync(TestService.Get, r =>
        {
            r.Path("/one");
            r.Header("a", "1");
            r.Query("q", "1");
        }));
        Assert.Equal("2", await service.CallAsync(TestService.Get));

        Assert.Equal("/thing", service.Handler.Requests[1].Target);
        Assert.Null(service.Handler.Requests[1].Header("a"));
    }

    [Theory]
    [InlineData("Retry.MaxAttempts")]
    [InlineData("Timeouts.ReadIdle")]
    [InlineData("MaxBufferedResponse")]
    [InlineData("Endpoint")]
    [InlineData("AllowedHosts")]
    [InlineData("Handler")]
    public void WrongOptionsAreNamed(string name)
    {
        var error = Assert.Throws<ArgumentException>(() => new TestService(options =>
        {
            if (name == "Retry.MaxAttempts") options.Retry.MaxAttempts = 0;
            if (name == "Timeouts.ReadIdle") options.Timeouts.ReadIdle = TimeSpan.Zero;
            if (name == "MaxBufferedResponse") options.MaxBufferedResponse = 0;
            if (name == "Endpoint") options.Endpoint = new Uri("ftp://x");
            if (name == "AllowedHosts") options.AllowedHosts.Add("https://x");
            if (name == "Handler") options.Handler = new SocketsHttpHandler();
        }));

        Assert.Contains(name, error.Message);
    }

    [Fact]
    public async Task ServersOfSessionsTakeThePathThatFollows()
    {
        using var service = new TestService(trusted: ["*.example.com"]);
        service.Handler.Answer(200, "ok");
        using var session = new Session("s", _ => ValueTask.FromResult(new SessionAnswer(new Dictionary<string, string> { ["Url"] = "https://pod7.example.com/api/", ["Token"] = "T" }, null)), [401], service.Time);

        await service.CallAsync(TestService.Get, request =>
        {
            request.Server(session, "Url");
            request.Path("/files/");
            request.Segment("id", "7");
            request.Query("a", "b");
            request.Header(session, "Token", "Authorization", "Bearer ");
        });

        Assert.Equal("https://pod7.example.com/api/files/7?a=b", service.Handler.Single.Uri.OriginalString);
        Assert.Equal("Bearer T", service.Handler.Single.Header("Authorization"));
    }

    [Theory]
    [InlineData("https://pod7.example.com/put/xyz", "/put/xyz")]
    [InlineData("https://pod7.example.com/put/xyz/", "/put/xyz/")]
    [InlineData("https://pod7.example.com", "/")]
    [InlineData("https://pod7.example.com/", "/")]
    [InlineData("https://pod7.example.com/put?upload_id=a%2Fb&x", "/put?upload_id=a%2Fb&x")]
    [InlineData("https://pod7.example.com?upload_id=1", "/?upload_id=1")]
    [InlineData("https://api.example.com/", "/")]
    [InlineData("https://api.example.com/other", "/other")]
    [InlineData("https://api.example.com/other?x=1", "/other?x=1")]
    public async Task AnAddressThatWasGivenIsUsedExactlyAsItIs(string url, string target)
    {
        using var service = new TestService(server: "https://api.example.com/v1", trusted: ["*.example.com"]);
        service.Handler.Answer(200, "ok").Answer(503).Answer(200, "ok");
        using var session = new Session("s", _ => ValueTask.FromResult(new SessionAnswer(new Dictionary<string, string> { ["Url"] = url }, null)), [401], service.Time);

        await service.CallAsync(TestService.Get, request => request.Server("Location", url));
        await service.CallAsync(TestService.Get, request => request.Server(session, "Url"));

        Assert.Equal([target, target, target], service.Handler.Requests.Select(request => request.Target));
        Assert.All(service.Handler.Requests, request => Assert.Equal(new Uri(url).Host, request.Uri.Host));
    }

    [Fact]
    public async Task PathAndQueryAreAppendedToThoseOfAGivenAddress()
    {
        using var service = new TestService(trusted: ["*.example.com"]);
        service.Handler.Answer(200, "ok").Answer(503).Answer(200, "ok");
        using var session = new Session("s", _ => ValueTask.FromResult(new SessionAnswer(new Dictionary<string, string> { ["Url"] = "https://pod7.example.com/put?id=1" }, null)), [401], service.Time);

        await service.CallAsync(TestService.Get, request =>
        {
            request.Server("Location", "https://pod7.example.com/put?id=1");
            request.Path("/parts/2");
            request.Query("a", "b");
        });
        await service.CallAsync(TestService.Get, request =>
        {
            request.Server(session, "Url");
            request.Path("/parts/2");
            request.Query("a", "b");
        });

        Assert.All(service.Handler.Requests, request => Assert.Equal("/put/parts/2?id=1&a=b", request.Target));
        Assert.Equal(3, service.Handler.Requests.Count);
    }

    [Fact]
    public async Task TheQueryOfACallFollowsThatOfTheSessionsAddress()
    {
        using var service = new TestService(trusted: ["*.example.com"]);
        service.Handler.Answer(200, "ok");
        using var session = new Session("s", _ => ValueTask.FromResult(new SessionAnswer(new Dictionary<string, string> { ["Url"] = "https://pod7.example.com?id=1" }, null)), [401], service.Time);

        await service.CallAsync(TestService.Get, request => request.Server(session, "Url"), new CallOptions { Query = [new("a", "b")] });

        Assert.Equal("/?id=1&a=b", service.Handler.Single.Target);
    }
}
