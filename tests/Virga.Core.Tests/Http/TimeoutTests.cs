using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Virga.Http;
using Virga.Testing;

namespace Virga.Core.Tests.Http;

public sealed class TimeoutTests
{
    [Fact]
    public async Task HeadersThatDoNotComeAreALimitThatIsNamedAndTheRequestIsSentAgain()
    {
        using var service = new TestService(options => options.Retry.MaxAttempts = 2);
        service.Handler.Stall().Answer(200, "ok").Stall().Stall();

        Assert.Equal("ok", await service.CallAsync(TestService.Get));

        var error = await Assert.ThrowsAsync<VirgaException>(() => service.CallAsync(TestService.Get));
        Assert.Equal(ErrorKind.Timeout, error.Kind);
        Assert.Contains("60 s (Timeouts.ResponseHeaders)", error.Message);
    }

    [Fact]
    public async Task ABodyThatStallsIsALimitThatIsNamed()
    {
        using var service = new TestService(options => options.Retry.MaxAttempts = 1);
        service.Handler.Answer(200, new StallingStream("abc"u8.ToArray()));

        var begun = service.Time.GetUtcNow();
        var error = await Assert.ThrowsAsync<VirgaException>(() => service.CallAsync(TestService.Get));

        Assert.Equal(ErrorKind.Timeout, error.Kind);
        Assert.Contains("30 s (Timeouts.ReadIdle)", error.Message);
        Assert.InRange(service.Time.GetUtcNow() - begun, TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(31));
    }

    [Fact]
    public async Task AStreamThatStallsIsALimitThatIsNamed()
    {
        using var service = new TestService();
        service.Handler.Answer(200, new StallingStream("abc"u8.ToArray()));
        using var response = await service.Transport.Begin(TestService.Stream, null).SendAsync(CancellationToken.None);
        await using var stream = response.OpenBody();
        var buffer = new byte[10];

        Assert.Equal(3, await stream.ReadAsync(buffer));
        var error = await Assert.ThrowsAsync<VirgaException>(() => service.Time.RunAsync(stream.ReadAsync(buffer).AsTask()));

        Assert.Contains("ReadIdle", error.Message);
    }

    [Fact]
    public async Task ASlowReaderIsNoStalledStream()
    {
        using var service = new TestService();
        service.Handler.Answer(200, "abcdef");
        using var response = await service.Transport.Begin(TestService.Stream, null).SendAsync(CancellationToken.None);
        await using var stream = response.OpenBody();
        var buffer = new byte[3];

        await stream.ReadExactlyAsync(buffer);
        service.Time.Advance(TimeSpan.FromHours(1));
        await stream.ReadExactlyAsync(buffer);

        Assert.Equal("def"u8.ToArray(), buffer);
    }

    [Fact]
    public async Task TheLimitOfTheWholeCallCoversItsWaits()
    {
        using var service = new TestService();
        service.Handler.Answer(503, "", null, ("Retry-After", "50"));
        service.Handler.RepeatsLast = true;

        var error = await Assert.ThrowsAsync<VirgaException>(() => service.CallAsync(TestService.Get, options: new CallOptions { Timeout = TimeSpan.FromSeconds(70) }));

        Assert.Equal((ErrorKind.Timeout, 2), (error.Kind, service.Handler.Requests.Count));
        Assert.Contains("70 s", error.Message);
    }

    [Fact]
    public async Task ALongUploadIsNoStalledOne()
    {
        using var handler = new SlowUploadHandler();
        using var service = new TestService(options => options.Handler = handler);
        handler.Time = service.Time;

        await service.CallAsync(TestService.Put, request =>
        {
            request.Path("/thing");
            request.Body(new OneWayStream(new byte[10], 1), "text/plain");
        });

        // Ten writes, 50 seconds each: far over the limit in sum, never over it in one.
        Assert.Equal(10, handler.Writes);
    }

    [Fact]
    public async Task TheCallersCancellationKeepsItsToken()
    {
        using var service = new TestService();
        service.Handler.Stall();
        using var cancel = new CancellationTokenSource();

        var call = service.SendAsync(TestService.Get, cancellationToken: cancel.Token);
        await cancel.CancelAsync();

        var error = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        Assert.Equal(cancel.Token, error.CancellationToken);
        Assert.Contains("GetThing", error.Message);
    }

    [Fact]
    public async Task TheTokenOfTheCallDoesNotEndTheStreamAndTheTokenOfAReadDoes()
    {
        using var service = new TestService();
        service.Handler.Answer(200, new StallingStream("abc"u8.ToArray()));
        using var ofCall = new CancellationTokenSource();
        using var ofRead = new CancellationTokenSource();
        using var response = await service.Transport.Begin(TestService.Stream, null).SendAsync(ofCall.Token);
        await using var stream = response.OpenBody();
        await ofCall.CancelAsync();
        var buffer = new byte[10];

        Assert.Equal(3, await stream.ReadAsync(buffer));
        var read = stream.ReadAsync(buffer, ofRead.Token).AsTask();
        await ofRead.CancelAsync();

        var error = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => read);
        Assert.Equal(ofRead.Token, error.CancellationToken);
    }

    [Fact]
    public async Task AServerThatStallsEndsInTimeOverARealConnection()
    {
        await using var server = LoopbackServer.Start(async connection =>
        {
            await connection.ReadHeadAsync();
            await connection.SendAsync("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nabc");
            await connection.StallAsync();
        });
        using var service = Real(server, options => options.Timeouts.ReadIdle = TimeSpan.FromMilliseconds(50));

        var error = await Assert.ThrowsAsync<VirgaException>(() => service.SendAsync(TestService.Get));

        Assert.Equal(ErrorKind.Timeout, error.Kind);
        Assert.Contains("0.05 s (Timeouts.ReadIdle)", error.Message);
    }

    [Fact]
    public async Task ABodyThatIsCutIsAnErrorThatCountsBytesOverARealConnection()
    {
        await using var server = LoopbackServer.Start(async connection =>
        {
            await connection.ReadHeadAsync();
            await connection.SendAsync("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nabc");
        });
        using var service = Real(server, _ => { });

        using var response = await service.Transport.Begin(TestService.Stream, null).SendAsync(CancellationToken.None);
        await using var stream = response.OpenBody();
        var error = await Assert.ThrowsAsync<VirgaException>(() => stream.CopyToAsync(Stream.Null));

        Assert.Equal(ErrorKind.Connection, error.Kind);
        Assert.Contains("3 of 100 bytes", error.Message);
    }

    [Fact]
    public async Task RubbishIsAMalformedResponseOverARealConnection()
    {
        await using var server = LoopbackServer.Start(async connection =>
        {
            await connection.ReadHeadAsync();
            await connection.SendAsync("SSH-2.0-OpenSSH_9.6\r\n\r\n");
        });
        using var service = Real(server, _ => { });

        var error = await Assert.ThrowsAsync<VirgaException>(() => service.SendAsync(TestService.Get));

        Assert.Equal(ErrorKind.MalformedResponse, error.Kind);
    }

    [Fact]
    public async Task NobodyListeningIsAConnectionErrorThatNamesTheHost()
    {
        var server = LoopbackServer.Start(_ => Task.CompletedTask);
        using var service = Real(server, _ => { });
        await server.DisposeAsync();

        var error = await Assert.ThrowsAsync<VirgaException>(() => service.SendAsync(TestService.Get));

        Assert.Equal(ErrorKind.Connection, error.Kind);
        Assert.Contains("127.0.0.1:", error.Message);
    }

    [SkippableFact]
    public async Task AServerThatDoesNotTakeTheConnectionIsALimitThatIsNamed()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "Other systems take connections beyond the backlog.");

        // A backlog of none holds one connection; the next is left without an answer.
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen(0);
        using var first = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await first.ConnectAsync(listener.LocalEndPoint!);
        using var service = new TestService(options =>
        {
            options.Handler = null;
            options.TimeProvider = TimeProvider.System;
            options.Endpoint = new Uri($"http://{listener.LocalEndPoint}");
            options.Retry.MaxAttempts = 1;
            options.Timeouts.Connect = TimeSpan.FromMilliseconds(50);
        });

        var error = await Assert.ThrowsAsync<VirgaException>(() => service.SendAsync(TestService.Get));

        Assert.Equal((ErrorKind.Timeout, true), (error.Kind, error.IsRetryable));
        Assert.Contains($"{listener.LocalEndPoint} could be made within 0.05 s (Timeouts.Connect)", error.Message);
    }

    [Fact]
    public async Task AConnectionThatIsNotMadeInTimeIsTriedAgainWhateverTheRequestDoes()
    {
        var tries = 0;
        using var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            ConnectTimeout = TimeSpan.FromMilliseconds(20),
            ConnectCallback = async (_, cancellationToken) =>
            {
                Interlocked.Increment(ref tries);
                await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
                throw new UnreachableException();
            },
        };
        using var service = new TestService(options =>
        {
            options.Handler = handler;
            options.Retry.MaxAttempts = 2;
            options.Retry.BaseDelay = TimeSpan.Zero;
            options.TimeProvider = TimeProvider.System;
        });

        var error = await Assert.ThrowsAsync<VirgaException>(() => service.SendAsync(TestService.Post));

        Assert.Equal((ErrorKind.Timeout, 2), (error.Kind, tries));
        Assert.Contains("sent 2 times", error.Message);
    }

    [Fact]
    public async Task ConnectionsAreUsedAgainAfterErrorsAndBodies()
    {
        await using var server = LoopbackServer.Start(async connection =>
        {
            for (var i = 0; (await connection.ReadRequestAsync()).Head.Length > 0; i++) await connection.AnswerAsync(i == 0 ? 404 : 200, "text");
        });
        using var service = Real(server, _ => { });

        await Assert.ThrowsAsync<ServiceException>(() => service.SendAsync(TestService.Get));
        Assert.Equal("text", await service.SendAsync(TestService.Get));
        Assert.Equal("text", await service.SendAsync(TestService.Put, request =>
        {
            request.Path("/thing");
            request.Body("abc"u8.ToArray(), "text/plain");
        }));

        Assert.Equal(1, server.Connections);
    }

    [Theory]
    [InlineData(3, 5)]
    [InlineData(0, 1)]
    public async Task ABodyShorterThanItSaidIsAnErrorThatCounts(int has, int said)
    {
        using var service = new TestService();
        service.Handler.Answer(200);

        var error = await Assert.ThrowsAsync<VirgaException>(() => service.CallAsync(TestService.Put, request =>
        {
            request.Path("/thing");
            request.Body(RequestBody.FromStream(new OneWayStream(new byte[has]), said), "text/plain");
        }));

        Assert.Equal(ErrorKind.Integrity, error.Kind);
        Assert.Contains($"{has} of {said} bytes", error.Message);
    }

    [Fact]
    public async Task AnAnswerLargerThanAllowedIsRefused()
    {
        using var service = new TestService(options => options.MaxBufferedResponse = 100);
        service.Handler.Answer(200, new byte[101]).Answer(200, new OneWayStream(new byte[101]));

        var declared = await Assert.ThrowsAsync<VirgaException>(() => service.CallAsync(TestService.Get));
        var streamed = await Assert.ThrowsAsync<VirgaException>(() => service.CallAsync(TestService.Get));

        Assert.Equal([ErrorKind.TooLarge, ErrorKind.TooLarge], [declared.Kind, streamed.Kind]);
    }

    private static TestService Real(LoopbackServer server, Action<ClientOptions> configure) => new(options =>
    {
        options.Handler = null;
        options.TimeProvider = TimeProvider.System;
        options.Endpoint = server.Address;
        options.Retry.MaxAttempts = 1;
        configure(options);
    });

    private sealed class SlowUploadHandler : HttpMessageHandler
    {
        public FakeTimeProvider? Time { get; set; }

        public int Writes { get; private set; }

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            await request.Content!.CopyToAsync(new SlowStream(this), cancellationToken);
            cancellationToken.ThrowIfCancellationRequested();
            return new HttpResponseMessage();
        }

        private sealed class SlowStream(SlowUploadHandler handler) : MemoryStream
        {
            public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
            {
                handler.Writes++;
                handler.Time!.Advance(TimeSpan.FromSeconds(50));
                return cancellationToken.IsCancellationRequested ? ValueTask.FromCanceled(cancellationToken) : ValueTask.CompletedTask;
            }
        }
    }
}
