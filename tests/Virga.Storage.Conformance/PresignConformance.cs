using System.Net;
using System.Net.Http.Headers;
using Virga.Parity;
using Virga.Storage.Driver;

namespace Virga.Storage.Conformance;

public abstract class PresignConformance : StoreSuite
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [SkippableFact]
    public async Task AKindIsSignedWhenItIsClaimedAndRefusedWhenNot()
    {
        await using var session = await OpenAsync();
        foreach (var kind in new[] { PresignKind.Get, PresignKind.Head, PresignKind.Put, PresignKind.Delete })
        {
            if (await RefusedWithoutAsync(session.Store.Capabilities.Presign.Kinds.Contains(kind), "Presign.Kinds", async () => await session.Store.PresignAsync("k", kind, Minute))) continue;
            var signed = await session.Store.PresignAsync("k", kind, Minute);
            Assert.Equal(kind.ToString(), signed.Method, ignoreCase: true);
            Assert.DoesNotContain(signed.Url.Query.Length > 1 ? signed.Url.Query[1..] : "?", signed.ToString(), StringComparison.Ordinal);
        }
    }

    [SkippableFact]
    [Parity("CM-24")]
    public async Task ASignedGetReadsTheObject()
    {
        await using var session = await OpenAsync();
        var http = Http(session.Store, PresignKind.Get);
        foreach (var key in AwkwardKeys.All.Where(Harness.AllowsKey))
        {
            await session.Beneath.UploadTextAsync(key, key);
            using var answer = await SendAsync(http, await session.Store.PresignAsync(key, PresignKind.Get, Minute));
            Assert.True(answer.StatusCode == HttpStatusCode.OK, $"'{key}': {answer.StatusCode}");
            Assert.Equal(key, await answer.Content.ReadAsStringAsync());
        }
    }

    [SkippableFact]
    [Parity("CB-23")]
    public async Task ASignedGetStatesTypeAndDisposition()
    {
        await using var session = await OpenAsync();
        var http = Http(session.Store, PresignKind.Get);
        await session.Beneath.UploadAsync("k", Bytes(10));
        using var answer = await SendAsync(http, await session.Store.PresignAsync("k", PresignKind.Get, Minute, new PresignOptions { ContentType = "text/x-signed", ContentDisposition = "attachment; filename=\"x y.bin\"" }));
        Assert.Equal("text/x-signed", answer.Content.Headers.ContentType?.ToString());
        Assert.Equal("attachment; filename=\"x y.bin\"", answer.Content.Headers.ContentDisposition?.ToString());
    }

    [SkippableFact]
    public async Task ASignedHeadDescribesTheObject()
    {
        await using var session = await OpenAsync();
        var http = Http(session.Store, PresignKind.Head);
        await session.Beneath.UploadAsync("k", Bytes(10));
        using var answer = await SendAsync(http, await session.Store.PresignAsync("k", PresignKind.Head, Minute));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(10, answer.Content.Headers.ContentLength);
    }

    [SkippableFact]
    [Parity("CB-23")]
    public async Task ASignedPutStoresTheObjectAndNothingElse()
    {
        await using var session = await OpenAsync();
        var http = Http(session.Store, PresignKind.Put);
        var signed = await session.Store.PresignAsync("folder/new key", PresignKind.Put, Minute, new PresignOptions { ContentType = "text/x-put" });
        using var answer = await SendAsync(http, signed, "stored"u8.ToArray(), "text/x-put");
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        Assert.Equal("stored", await session.Store.ReadTextAsync("folder/new key"));
        Assert.Equal("text/x-put", (await session.Store.StatAsync("folder/new key")).ContentType);
        using var read = await http.GetAsync(signed.Url);
        Assert.Equal(HttpStatusCode.Forbidden, read.StatusCode);
    }

    [SkippableFact]
    public async Task ASignedDeleteDeletes()
    {
        await using var session = await OpenAsync();
        var http = Http(session.Store, PresignKind.Delete);
        await session.Beneath.UploadAsync("k", Bytes(10));
        using var answer = await SendAsync(http, await session.Store.PresignAsync("k", PresignKind.Delete, Minute));
        Assert.True(answer.IsSuccessStatusCode);
        Assert.False(await session.Store.ExistsAsync("k"));
    }

    [SkippableFact]
    public async Task ExpiryIsBounded()
    {
        await using var session = await OpenAsync();
        Skip.If(session.Store.Capabilities.Presign.Kinds.Count == 0, "Nothing is signed.");
        var kind = session.Store.Capabilities.Presign.Kinds[0];
        Skip.If(kind == PresignKind.PutPart, "Only parts are signed.");
        await FailsAsync(ErrorKind.InvalidArgument, () => session.Store.PresignAsync("k", kind, TimeSpan.Zero));
        await FailsAsync(ErrorKind.InvalidArgument, () => session.Store.PresignAsync("k", kind, session.Store.Capabilities.Presign.MaxExpires + TimeSpan.FromSeconds(1)));
    }

    private HttpClient Http(ObjectStore store, PresignKind kind)
    {
        Skip.IfNot(store.Capabilities.Presign.Kinds.Contains(kind), $"Presign.Kinds does not hold {kind}.");
        Skip.If(Harness.BareHttp is null, "Nothing answers HTTP.");
        return Harness.BareHttp;
    }

    private static async Task<HttpResponseMessage> SendAsync(HttpClient http, SignedRequest signed, byte[]? body = null, string? contentType = null)
    {
        using var message = new HttpRequestMessage(new HttpMethod(signed.Method), signed.Url);
        if (body is not null) message.Content = new ByteArrayContent(body);
        if (contentType is not null && message.Content is not null) message.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
        foreach (var (name, value) in signed.Headers)
        {
            if (name.Equals("host", StringComparison.OrdinalIgnoreCase) || name.Equals("content-type", StringComparison.OrdinalIgnoreCase)) continue;
            if (!message.Headers.TryAddWithoutValidation(name, value)) message.Content?.Headers.TryAddWithoutValidation(name, value);
        }

        return await http.SendAsync(message);
    }
}
