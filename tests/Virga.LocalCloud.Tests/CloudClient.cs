using System.Net;

namespace Virga.Local.Tests;

/// <summary>A bare client: raw targets, raw headers, a signature unless told otherwise.</summary>
internal sealed class CloudClient : IAsyncDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false, AutomaticDecompression = DecompressionMethods.None });
    private readonly TimeProvider _time;

    private CloudClient(LocalCloud cloud, LocalCloudOptions options)
    {
        Cloud = cloud;
        Options = options;
        _time = options.TimeProvider;
        Signer = new(cloud.AccessKeyId, cloud.SecretAccessKey, cloud.Region);
    }

    public LocalCloud Cloud { get; }

    public LocalCloudOptions Options { get; }

    public TestSigner Signer { get; init; }

    public string Host => $"127.0.0.1:{Cloud.Port}";

    public DateTimeOffset Now => _time.GetUtcNow();

    public static async Task<CloudClient> StartAsync(LocalCloudOptions? options = null, string? bucket = null)
    {
        options ??= new() { TimeProvider = new ManualTime() };
        CloudClient client = new(await LocalCloud.StartAsync(options), options);
        if (bucket is not null)
        {
            Assert.Equal(200, (await client.SendAsync("PUT", "/" + bucket)).Status);
        }

        return client;
    }

    public async Task<Answer> SendAsync(string method, string target, byte[]? body = null, params (string Name, string Value)[] headers)
    {
        using HttpRequestMessage request = Build(method, target, body, headers);
        Sign(request, target, body ?? []);
        return await SendAsync(request);
    }

    public async Task<Answer> SendUnsignedAsync(string method, string target, byte[]? body = null, params (string Name, string Value)[] headers)
    {
        using HttpRequestMessage request = Build(method, target, body, headers);
        return await SendAsync(request);
    }

    public async Task<Answer> SendAsync(HttpRequestMessage request)
    {
        using HttpResponseMessage response = await _http.SendAsync(request);
        return new((int)response.StatusCode, await response.Content.ReadAsByteArrayAsync(), response.Headers, response.Content.Headers);
    }

    public HttpRequestMessage Build(string method, string target, byte[]? body, params (string Name, string Value)[] headers)
    {
        // Without this the client itself would resolve dot segments.
        Uri uri = new($"http://{Host}{target}", new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
        HttpRequestMessage request = new(new HttpMethod(method), uri);
        if (body is not null || method is "PUT" or "POST")
        {
            request.Content = new ByteArrayContent(body ?? []);
        }

        foreach ((string name, string value) in headers)
        {
            if (!request.Headers.TryAddWithoutValidation(name, value))
            {
                request.Content ??= new ByteArrayContent([]);
                Assert.True(request.Content.Headers.TryAddWithoutValidation(name, value), name);
            }
        }

        return request;
    }

    public void Sign(HttpRequestMessage request, string target, byte[] body)
    {
        DateTimeOffset at = Now;
        if (!request.Headers.Contains("x-amz-content-sha256"))
        {
            request.Headers.TryAddWithoutValidation("x-amz-content-sha256", TestSigner.Hash(body));
        }

        if (!request.Headers.Contains("x-amz-date"))
        {
            request.Headers.TryAddWithoutValidation("x-amz-date", TestSigner.Stamp(at));
        }

        SortedDictionary<string, string> signed = new(StringComparer.Ordinal) { ["host"] = request.Headers.Host ?? Host };
        foreach (var header in request.Headers.Where(static header => header.Key.StartsWith("x-amz-", StringComparison.OrdinalIgnoreCase)))
        {
            signed[header.Key.ToLowerInvariant()] = string.Join(',', header.Value).Trim();
        }

        int question = target.IndexOf('?', StringComparison.Ordinal);
        string path = question < 0 ? target : target[..question];
        string query = question < 0 ? string.Empty : target[(question + 1)..];
        request.Headers.TryAddWithoutValidation("Authorization", Signer.Authorize(request.Method.Method, path, query, signed, signed["x-amz-content-sha256"], at));
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await Cloud.DisposeAsync();
    }
}
