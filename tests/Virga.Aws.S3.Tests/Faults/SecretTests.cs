using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Virga.Local;
using Virga.Storage;
using Virga.Storage.Driver;

namespace Virga.Aws.S3.Tests.Faults;

/// <summary>What is secret is told to the server alone: not to logs, spans, errors or texts.</summary>
public sealed class SecretTests
{
    private const string Token = "token-of-the-session";

    [Fact]
    public async Task NoSecretSignatureOrTokenIsToldAnywhere()
    {
        await using var faulty = await FaultyCloud.StartAsync(new LocalCloudOptions { SessionToken = Token });
        var sent = new ConcurrentBag<string>();
        using var told = new Listener();
        var options = faulty.Options(token: Token, more: o =>
        {
            o.LoggerFactory = told;
            o.Retry.MaxAttempts = 2;
            o.Handler = new Eavesdropper(sent, o.Timeouts.Connect);
            o.DisposeHandler = true;
        });
        told.Tell(options, options.Credentials);
        await using (var account = S3Stores.OpenAccount(options))
        {
            var store = account.Open(FaultyCloud.Bucket);
            await ExchangeAsync(store, faulty, told);
        }

        await using var wrong = S3Stores.Open(FaultyCloud.Bucket, faulty.Options("the-wrong-secret", Token, o => o.LoggerFactory = told));
        told.Tell(await Assert.ThrowsAsync<ObjectStoreException>(async () => await wrong.ReadBytesAsync("k")));

        var secrets = sent.Where(s => s.Length >= 16).Append(faulty.Cloud.SecretAccessKey).Append("the-wrong-secret").Append(Token).Distinct().ToArray();
        Assert.True(secrets.Length > 10);
        Assert.True(told.Texts.Count > 50);
        Assert.All(secrets, secret => Assert.DoesNotContain(told.Texts, text => text.Contains(secret, StringComparison.Ordinal)));
    }

    private static async Task ExchangeAsync(ObjectStore store, FaultyCloud faulty, Listener told)
    {
        told.Tell(await store.UploadTextAsync("k", "text"));
        told.Tell(await store.UploadAsync("large", new Virga.Storage.Conformance.UnseekableStream(new MemoryStream(new byte[11 * 1024 * 1024])), new UploadOptions { Transfer = new TransferOptions { PartSize = 5 * 1024 * 1024 } }));
        told.Tell(await store.StatAsync("k"), await store.ReadTextAsync("k"), await store.CopyAsync("k", "copy"));
        await foreach (var row in store.ListAsync()) told.Tell(row);
        var signed = await store.PresignAsync("k", PresignKind.Get, TimeSpan.FromMinutes(1));
        told.Tell(signed, store);
        told.Tell(await Assert.ThrowsAsync<ObjectStoreException>(async () => await store.StatAsync("missing")));
        faulty.Fault = _ => LocalFault.Error(503, "SlowDown");
        told.Tell(await Assert.ThrowsAsync<ObjectStoreException>(async () => await store.ReadTextAsync("k")));
        faulty.Fault = _ => LocalFault.LoseAnswer();
        told.Tell(await Assert.ThrowsAsync<ObjectStoreException>(async () => await store.UploadTextAsync("k", "text")));
        faulty.Fault = null;
        told.Tell(await store.DeleteManyAsync(["k", "copy"]));
        await store.DeleteAsync("large");
    }

    /// <summary>Keeps the signatures and signed addresses that go out.</summary>
    private sealed class Eavesdropper(ConcurrentBag<string> sent, TimeSpan connect) : DelegatingHandler(new SocketsHttpHandler { AllowAutoRedirect = false, ConnectTimeout = connect })
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var authorization = request.Headers.NonValidated["Authorization"].ToString();
            sent.Add(authorization[(authorization.IndexOf("Signature=", StringComparison.Ordinal) + 10)..]);
            return base.SendAsync(request, cancellationToken);
        }
    }

    /// <summary>Collects every log at every level, every tag of every span, and what a test tells it.</summary>
    private sealed class Listener : ILoggerFactory, ILogger
    {
        private readonly ActivityListener _spans = new()
        {
            ShouldListenTo = source => source.Name.StartsWith("Virga", StringComparison.Ordinal),
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
        };

        public Listener()
        {
            _spans.ActivityStopped = span => Tell($"{span.DisplayName} {span.StatusDescription} {string.Join(' ', span.TagObjects)} {string.Join(' ', span.Baggage)} {string.Join(' ', span.Events.SelectMany(e => e.Tags))}");
            ActivitySource.AddActivityListener(_spans);
        }

        public ConcurrentQueue<string> Texts { get; } = new();

        public void Tell(params object?[] values)
        {
            foreach (var value in values) Texts.Enqueue(value is Exception e ? Whole(e) : value?.ToString() ?? "");
        }

        public ILogger CreateLogger(string categoryName) => this;

        public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

        public bool IsEnabled(LogLevel logLevel) => true;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            Tell(formatter(state, exception), exception);
            if (state is IEnumerable<KeyValuePair<string, object?>> values) Tell([.. values.Select(v => (object?)$"{v.Key} {v.Value}")]);
        }

        public void Dispose() => _spans.Dispose();

        private static string Whole(Exception? e)
        {
            var text = "";
            for (; e is not null; e = e.InnerException)
            {
                text += $"{e} {string.Join(' ', e.Data.Values.Cast<object?>())} ";
                if (e is Virga.Http.ServiceException service) text += $"{service.BodyText} {string.Join(' ', service.Headers)} ";
            }

            return text;
        }
    }
}
